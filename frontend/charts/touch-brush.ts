import type uPlot from 'uplot';

/** A finger that moved less far has tapped. */
const TAP = 8;
/** A span that is narrower is no choice. */
const NARROWEST = 12;

/**
 * Brushing with a finger, which uPlot leaves to its users: along the time axis it chooses a span, across it the page scrolls as anywhere,
 * and two fingers magnify the page. A tap points, as the mouse does: the browser says so in events of a mouse.
 */
export function touchBrush(plot: uPlot, chosen: () => void) {
  const over = plot.over;
  let finger: number | null = null;
  let from = 0;
  let brushing = false;

  const span = (event: PointerEvent) => {
    const to = Math.min(Math.max(event.clientX - over.getBoundingClientRect().left, 0), over.clientWidth);
    return { left: Math.min(from, to), width: Math.abs(to - from), top: 0, height: over.clientHeight };
  };
  const stop = () => {
    if (brushing) plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
    finger = null;
    brushing = false;
  };

  over.style.touchAction = 'pan-y pinch-zoom';
  over.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'touch') return;
    if (finger !== null) { stop(); return; }
    finger = event.pointerId;
    from = event.clientX - over.getBoundingClientRect().left;
  });
  over.addEventListener('pointermove', (event) => {
    if (event.pointerId !== finger) return;
    const now = span(event);
    brushing ||= now.width > TAP;
    if (brushing) plot.setSelect(now, false);
  });
  over.addEventListener('pointerup', (event) => {
    if (event.pointerId !== finger) return;
    const { left, width } = span(event);
    const zoom = brushing && width >= NARROWEST;
    stop();
    if (!zoom) return;
    plot.setScale('x', { min: plot.posToVal(left, 'x'), max: plot.posToVal(left + width, 'x') });
    chosen();
  });
  over.addEventListener('pointercancel', stop);
}
