import { travel } from './travel';

const OFF = 'board-keys-off';
const CHORD_MILLIS = 1_500;
/** Ids that a path carries unharmed; the others go into the query, as in OrderAddress. */
const PLAIN = /^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$/;
const TYPING = 'input, textarea, select, [contenteditable], vaadin-text-field, vaadin-combo-box, vaadin-date-picker';

/**
 * The keyboard of the board: `g` and the letter of a link with `data-key` goes there, `/` finds an order, `?` shows the help, the space
 * bar holds the page still. The help has a box that switches all of it off (WCAG 2.1.4), remembered in this browser.
 */
class BoardKeys extends HTMLElement {
  private chordUntil = 0;
  private readonly pressed = (event: KeyboardEvent) => this.press(event);
  private readonly sent = (event: Event) => this.find(event);
  private readonly clicked = (event: Event) => this.clickOn(event);

  connectedCallback() {
    document.addEventListener('keydown', this.pressed);
    document.addEventListener('submit', this.sent);
    document.addEventListener('click', this.clicked);
    document.addEventListener('change', this.clicked);
  }

  disconnectedCallback() {
    document.removeEventListener('keydown', this.pressed);
    document.removeEventListener('submit', this.sent);
    document.removeEventListener('click', this.clicked);
    document.removeEventListener('change', this.clicked);
  }

  private press(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.composedPath()[0] as Element;
    if (localStorage.getItem(OFF) || target.closest?.(TYPING) || document.querySelector('dialog[open]')) return;
    const chord = Date.now() < this.chordUntil;
    this.chordUntil = 0;
    if (chord) {
      const link = document.querySelector<HTMLAnchorElement>(`a[data-key="${CSS.escape(event.key)}"]`);
      if (link) this.act(event, () => link.click());
    } else if (event.key === 'g') {
      this.chordUntil = Date.now() + CHORD_MILLIS;
    } else if (event.key === '/') {
      this.act(event, () => document.querySelector<HTMLInputElement>('.find input')?.focus());
    } else if (event.key === '?') {
      this.act(event, () => this.help());
    } else if (event.key === ' ' && !target.closest?.('a, button, summary, [role], [tabindex]')) {
      this.act(event, () => document.querySelector<HTMLElement>('[data-action="pause"]')?.click());
    }
  }

  private act(event: Event, what: () => void) {
    event.preventDefault();
    what();
  }

  private find(event: Event) {
    const form = event.target as HTMLFormElement;
    if (!form.matches('.find')) return;
    event.preventDefault();
    const input = form.querySelector('input')!;
    const id = input.value.trim();
    if (!id) return;
    input.value = '';
    input.blur();
    travel(PLAIN.test(id) ? `orders/${id}` : `orders/order?id=${encodeURIComponent(id)}`);
  }

  private clickOn(event: Event) {
    const target = event.target as Element;
    if (event.type === 'click' && target.closest('[data-action="help"]')) this.help();
    if (target instanceof HTMLInputElement && target.matches('[data-action="keys"]')) {
      if (target.checked) localStorage.removeItem(OFF); else localStorage.setItem(OFF, '1');
    }
  }

  private help() {
    const dialog = document.querySelector<HTMLDialogElement>('dialog.help');
    if (!dialog) return;
    const box = dialog.querySelector<HTMLInputElement>('[data-action="keys"]');
    if (box) box.checked = !localStorage.getItem(OFF);
    dialog.showModal();
  }
}

customElements.define('board-keys', BoardKeys);
