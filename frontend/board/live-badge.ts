import { everySecond, serverNow, setServerNow } from './clock';

type State = 'live' | 'paused' | 'stale' | 'offline';
interface Pulse { start: string; now: number; snapshot: number; }

const ASK_EVERY = 5_000;
const ASK_EVERY_OFFLINE = 1_000;
const STALE_AFTER = 10_000;
const DEAD_AFTER = 15_000;
const LAST_RELOAD = 'board-reloaded';

/**
 * Says whether the page is live, held still, stale or cut off, and repairs what it can: it asks the server for its pulse, and loads the
 * page again when the server has been restarted or has newer numbers than the page gets. See ADR 0042.
 *
 * Attributes: `start` (the server this page came from), `taken-at` (of the snapshot shown), `paused`, `text-live`, `text-paused`,
 * `text-stale`, `text-offline`.
 */
class LiveBadge extends HTMLElement {
  static observedAttributes = ['taken-at', 'paused', 'text-live', 'text-paused', 'text-stale', 'text-offline'];
  private offline = false;
  private behind = 0;
  private timer?: number;
  private stop?: () => void;
  private readonly mark = document.createElement('span');
  private readonly word = document.createElement('span');
  private readonly askNow = () => { clearTimeout(this.timer); this.ask(); };

  connectedCallback() {
    this.mark.className = 'icon';
    this.mark.setAttribute('aria-hidden', 'true');
    if (!this.word.isConnected) this.append(this.mark, this.word);
    this.stop = everySecond(() => this.show());
    addEventListener('online', this.askNow);
    addEventListener('pageshow', this.askNow);
    document.addEventListener('visibilitychange', this.askNow);
    this.ask();
    this.show();
  }

  disconnectedCallback() {
    this.stop?.();
    clearTimeout(this.timer);
    removeEventListener('online', this.askNow);
    removeEventListener('pageshow', this.askNow);
    document.removeEventListener('visibilitychange', this.askNow);
  }

  attributeChangedCallback() {
    this.show();
  }

  private get takenAt(): number { return Number(this.getAttribute('taken-at')); }
  private get paused(): boolean { return this.hasAttribute('paused'); }

  private async ask() {
    const asked = performance.now();
    try {
      const answer = await fetch('pulse', { cache: 'no-store', signal: AbortSignal.timeout(4_000) });
      if (!answer.ok) throw new Error(`pulse ${answer.status}`);
      const pulse = await answer.json() as Pulse;
      setServerNow(pulse.now, performance.now() - asked);
      this.judge(pulse);
      this.offline = false;
    } catch {
      this.offline = true;
    }
    if (!this.isConnected) return;
    this.show();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(), this.offline ? ASK_EVERY_OFFLINE : ASK_EVERY * (0.8 + 0.4 * Math.random()));
  }

  private judge(pulse: Pulse) {
    const restarted = pulse.start !== this.getAttribute('start');
    this.behind = !this.paused && pulse.snapshot - this.takenAt > DEAD_AFTER ? this.behind + 1 : 0;
    if (restarted || this.behind > 1) reload();
  }

  private show() {
    if (!this.isConnected) return;
    const state: State = this.offline ? 'offline'
      : this.paused ? 'paused'
        : serverNow() - this.takenAt > STALE_AFTER ? 'stale' : 'live';
    this.mark.dataset.icon = { live: 'dot', paused: 'pause', stale: 'warning', offline: 'unplugged' }[state];
    const text = this.getAttribute(`text-${state}`) ?? state;
    if (this.word.textContent !== text) this.word.textContent = text;
    if (this.dataset.state !== state) {
      this.dataset.state = state;
      document.documentElement.dataset.live = state;
    }
  }
}

/** Once in five seconds at most, so that a server in trouble is not asked for pages without end. */
function reload() {
  const last = Number(sessionStorage.getItem(LAST_RELOAD) ?? 0);
  if (Math.abs(Date.now() - last) < 5_000) return;
  sessionStorage.setItem(LAST_RELOAD, String(Date.now()));
  location.reload();
}

customElements.define('live-badge', LiveBadge);
