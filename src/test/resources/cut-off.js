// Texts that can be seen in part only: those that end beyond the window, or beyond the nearest element that hides what overflows. Not
// counted: what is hidden from sight on purpose, what says by an ellipsis that there is more, and what can be scrolled to.
() => {
  const wall = document.documentElement.dataset.wall !== undefined;
  const unseen = (element) => element.closest('.unseen, .skip, [aria-hidden=true], dialog:not([open])')
    || !element.checkVisibility({ visibilityProperty: true })
    || getComputedStyle(element).clipPath !== 'none';
  const shortened = (style) => style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || /^(SCRIPT|STYLE|NOSCRIPT|OPTION)$/.test(element.tagName) || unseen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    if (!text.width || !text.height) continue;
    let sideways = false;
    let excused = false;
    for (let box = element; box && box !== document.body && !excused; box = box.parentElement) {
      const style = getComputedStyle(box);
      const edge = box.getBoundingClientRect();
      if (shortened(style) || style.clipPath !== 'none') excused = true;
      if (/auto|scroll/.test(style.overflowX)) excused = true;
      if (/hidden|clip/.test(style.overflowX) && (text.left < edge.left - 1 || text.right > edge.right + 1)) sideways = true;
      // Lists on a wall go on below its edge.
      if (!wall && /hidden|clip/.test(style.overflowY) && (text.top < edge.top - 1 || text.bottom > edge.bottom + 1)) sideways = true;
    }
    if (excused) continue;
    if (sideways || text.left < -1 || text.right > innerWidth + 1) found.push(`${element.tagName.toLowerCase()}.${element.className}: ${node.textContent.trim().slice(0, 60)}`);
  }
  return found;
}
