import { everySecond, serverNow } from './clock';

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [['day', 86_400], ['hour', 3_600], ['minute', 60]];

/** An age in the viewer's language, such as "12s ago", that counts on by itself. `at`: milliseconds since the epoch. */
class AgeText extends HTMLElement {
  static observedAttributes = ['at'];
  private stop?: () => void;

  connectedCallback() {
    this.stop = everySecond(() => this.show());
    this.show();
  }

  disconnectedCallback() {
    this.stop?.();
  }

  attributeChangedCallback() {
    this.show();
  }

  private show() {
    const at = Number(this.getAttribute('at'));
    if (!this.isConnected || !at) return;
    const seconds = Math.max(0, Math.round((serverNow() - at) / 1000));
    const [unit, length] = UNITS.find(([, size]) => seconds >= 2 * size) ?? ['second' as const, 1];
    const format = new Intl.RelativeTimeFormat(document.documentElement.lang || 'en', { style: 'narrow' });
    const text = format.format(-Math.floor(seconds / length), unit);
    if (this.textContent !== text) this.textContent = text;
  }
}

customElements.define('age-text', AgeText);
