/** Canvas cannot read CSS variables, nor light-dark(); a probe element can. */
export function colour(host: HTMLElement, name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  (host.shadowRoot ?? host).append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/** Calls back when the colour scheme changes, by the system or by choice, until the returned function is called. */
export function onSchemeChange(changed: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const chosen = new MutationObserver(changed);
  system.addEventListener('change', changed);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['theme', 'style'] });
  return () => {
    system.removeEventListener('change', changed);
    chosen.disconnect();
  };
}
