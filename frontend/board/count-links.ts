/**
 * A count leads to the orders as they were known when it was shown. That instant moves with every snapshot, so it stands once on the page
 * (`data-known-at`) and is put into a link at the moment the link is used.
 */
function pin(event: Event) {
  const link = (event.target as Element).closest?.<HTMLAnchorElement>('a.count');
  const knownAt = link?.closest<HTMLElement>('[data-known-at]')?.dataset.knownAt;
  if (!link || !knownAt) return;
  const address = new URL(link.href);
  address.searchParams.set('knownAt', knownAt);
  link.setAttribute('href', address.pathname.slice(new URL(document.baseURI).pathname.length) + address.search);
}

['pointerdown', 'keydown', 'focusin', 'click'].forEach((type) => addEventListener(type, pin, { capture: true }));
