/** Goes to another page of the board without loading the document again. */
export function travel(href: string) {
  const link = document.createElement('a');
  link.href = href;
  link.setAttribute('router-link', '');
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}
