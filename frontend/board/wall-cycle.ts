import { travel } from './travel';

const AGE_LIMIT = 6 * 3_600_000;

/**
 * A screen on a wall: goes through its pages, keeps the screen awake, hides the pointer, and loads the document anew every six hours, at
 * a change of pages where it goes unseen. Attributes: `pages` (paths, separated by commas), `every` (milliseconds).
 */
class WallCycle extends HTMLElement {
  static observedAttributes = ['pages', 'every'];
  private timer?: number;
  private lock?: WakeLockSentinel;
  private readonly awake = () => { if (document.visibilityState === 'visible') this.keepAwake(); };
  private readonly left = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !document.fullscreenElement) this.leave();
    if (event.key === 'f') document.documentElement.requestFullscreen?.().catch(() => undefined);
  };

  connectedCallback() {
    document.documentElement.dataset.wall = '';
    document.addEventListener('visibilitychange', this.awake);
    document.addEventListener('keydown', this.left);
    this.keepAwake();
    this.wind();
  }

  disconnectedCallback() {
    delete document.documentElement.dataset.wall;
    document.removeEventListener('visibilitychange', this.awake);
    document.removeEventListener('keydown', this.left);
    clearInterval(this.timer);
    this.lock?.release().catch(() => undefined);
  }

  attributeChangedCallback() {
    if (this.isConnected) this.wind();
  }

  private wind() {
    clearInterval(this.timer);
    const every = Number(this.getAttribute('every')) || 30_000;
    this.timer = window.setInterval(() => this.turn(), every);
  }

  private turn() {
    if (document.documentElement.dataset.live === 'offline') return;
    const pages = (this.getAttribute('pages') ?? '').split(',');
    const base = new URL(document.baseURI).pathname;
    const here = location.pathname.slice(base.length);
    const next = pages[(pages.indexOf(here) + 1) % pages.length];
    if (performance.now() > AGE_LIMIT) {
      location.href = base + next + location.search;
    } else if (next !== here) {
      travel(base + next + location.search);
    }
  }

  private leave() {
    const query = new URLSearchParams(location.search);
    ['wall', 'pages', 'every'].forEach((name) => query.delete(name));
    travel(location.pathname + (query.size ? `?${query}` : ''));
  }

  private keepAwake() {
    navigator.wakeLock?.request('screen').then((lock) => { this.lock = lock; }).catch(() => undefined);
  }
}

customElements.define('wall-cycle', WallCycle);
