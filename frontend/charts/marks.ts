import type uPlot from 'uplot';

export type Severity = 'critical' | 'warning' | 'info';

/** Something that happened: when (seconds since the epoch), what, and how grave. */
export interface Mark { time: number; text: string; severity: Severity; }

const COLOURS: Record<Severity, string> = { critical: '--b-bad', warning: '--b-near', info: '--b-accent' };
const DASHES: Record<Severity, number[]> = { critical: [], warning: [6, 3], info: [2, 3] };

const ROWS = 3;

/** Each mark as an upright line with a flag, told apart by colour and dash; a text that finds no room in three rows is left to the table. */
export function drawMarks(plot: uPlot, marks: Mark[], font: string, colour: (name: string) => string) {
  const { ctx, bbox } = plot;
  const px = devicePixelRatio;
  const size = parseFloat(font) * px;
  const end = bbox.left + bbox.width;
  const shown = [...marks].sort((a, b) => a.time - b.time)
    .map((mark) => ({ ...mark, x: plot.valToPos(mark.time, 'x', true), ink: colour(COLOURS[mark.severity]) }))
    .filter(({ x }) => x >= bbox.left && x <= end);
  ctx.save();
  ctx.lineWidth = 1.5 * px;
  shown.forEach(({ x, ink, severity }) => {
    ctx.strokeStyle = ctx.fillStyle = ink;
    ctx.setLineDash(DASHES[severity].map((length) => length * px));
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x + size * 0.7, bbox.top + size * 0.4);
    ctx.lineTo(x, bbox.top + size * 0.8);
    ctx.fill();
  });
  ctx.setLineDash([]);
  ctx.font = font.replace(/^[\d.]+/, String(size));
  ctx.textBaseline = 'top';
  ctx.textAlign = 'left';
  ctx.lineWidth = size * 0.3;
  ctx.lineJoin = 'round';
  ctx.strokeStyle = colour('--b-card');
  const free = Array<number>(ROWS).fill(bbox.left);
  shown.forEach(({ x, ink, text }) => {
    const width = ctx.measureText(text).width;
    const start = x + size * 0.9 + width <= end ? x + size * 0.9 : x - size * 0.3 - width;
    const onFlag = shown.some((other) => other.x !== x && other.x < start + width && other.x + size > start);
    const row = free.findIndex((from, i) => start >= from && !(i === 0 && onFlag));
    if (row < 0) return;
    free[row] = start + width + size * 0.5;
    ctx.fillStyle = ink;
    ctx.strokeText(text, start, bbox.top + row * size * 1.25);
    ctx.fillText(text, start, bbox.top + row * size * 1.25);
  });
  ctx.restore();
}
