/** The server's clock as this browser knows it, and one tick a second for everything that ages. */
let aheadMillis = 0;
const listeners = new Set<() => void>();

/** Milliseconds since the epoch on the server's clock. */
export function serverNow(): number {
  return Date.now() + aheadMillis;
}

/** Sets the clock by an answer of the server to a question that took this long. */
export function setServerNow(now: number, tookMillis: number) {
  aheadMillis = now + tookMillis / 2 - Date.now();
}

/** Calls back every second until the returned function is called. */
export function everySecond(tick: () => void): () => void {
  listeners.add(tick);
  return () => listeners.delete(tick);
}

setInterval(() => listeners.forEach((tick) => tick()), 1000);
