import uPlot from 'uplot';
import uPlotCss from 'uplot/dist/uPlot.min.css?inline';
import { colour, onSchemeChange } from './colours';
import { drawMarks, type Mark } from './marks';
import { touchBrush } from './touch-brush';
import { trendTable } from './trend-table';
import { wilson } from './wilson';

export interface Line { label: string; target: number; counts: number[]; }
export interface Series { times: number[]; lines: Line[]; }
export type Words = Record<string, string>;

const DASHES = [[], [7, 4], [2, 3], [9, 3, 2, 3], [4, 4], [12, 4]];
const TARGET_DASH = [5, 4];
const COLOURS = 7;

/**
 * Rates over time, one line a group. `series` replaces everything, `push` changes single points, `marks` says what happened when.
 * Hovering or a tap shades the 95 % interval of the nearest line, dragging zooms, a double click or the button shows the whole window
 * again; a table says the same in words. `data-band` names the line whose interval is shaded; `data-zoomed` is there while a part is shown.
 */
class TrendChart extends HTMLElement {
  private data: Series = { times: [], lines: [] };
  private text: Words = {};
  private events: Mark[] = [];
  private plot?: uPlot;
  private focused: number | null = null;
  private asTable = false;
  private stopScheme?: () => void;
  private frame = 0;
  private readonly box = element('div', 'box');
  private readonly legend = element('div', 'legend');
  private readonly nothing = element('p', 'nothing');
  private readonly table = element('div', 'table');
  private readonly whole = element('button', 'whole') as HTMLButtonElement;
  private readonly turn = element('button', 'turn') as HTMLButtonElement;
  private readonly resize = new ResizeObserver(() => this.fit());

  constructor() {
    super();
    const style = document.createElement('style');
    style.textContent = `${uPlotCss}
      :host { display: flex; flex-direction: column; min-height: 12rem; min-width: 0; }
      .bar { display: flex; flex-wrap: wrap; align-items: center; gap: .2rem 1rem; min-height: 1.9rem; }
      .legend { display: flex; flex-wrap: wrap; gap: .1rem 1rem; flex: 1; min-width: 0; }
      .legend span { display: inline-flex; align-items: center; gap: .4em; max-width: 14em; }
      .legend bdi { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      .legend b { font-weight: 650; min-width: 3.6em; }
      .legend svg { width: 1.5em; height: .6em; flex: none; }
      button { font: inherit; border: 0; background: none; color: var(--b-accent); cursor: pointer; padding: .2rem .3rem; min-height: 24px; border-radius: .3rem; }
      button:hover { text-decoration: underline; }
      button:focus-visible { outline: var(--b-focus); }
      .box { flex: 1; min-height: 0; position: relative; overflow: hidden; }
      /* Its size follows from the box, and must not be what the box is sized by. */
      .uplot { position: absolute; inset: 0; }
      .nothing { position: absolute; inset: 40% 0 auto; margin: 0; text-align: center; color: var(--b-quiet); z-index: 1; pointer-events: none; }
      .table { flex: 1; min-height: 0; overflow: auto; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: end; padding: .2rem .6rem; border-bottom: 1px solid var(--b-line); white-space: nowrap; }
      thead th { position: sticky; top: 0; background: var(--b-card); }
      th:first-child { text-align: start; font-weight: 500; }
      td small { color: var(--b-quiet); margin-inline-start: .5em; font-size: .85em; }
      .u-select { background: var(--b-accent); opacity: .15; }
      [hidden] { display: none !important; }`;
    const bar = element('div', 'bar');
    bar.append(this.legend, this.whole, this.turn);
    this.turn.setAttribute('part', 'turn');
    this.whole.hidden = true;
    this.whole.onclick = () => this.showWhole();
    this.turn.onclick = () => { this.asTable = !this.asTable; this.rebuild(); };
    this.attachShadow({ mode: 'open' }).append(style, bar, this.box, this.table);
    this.box.append(this.nothing);
  }

  connectedCallback() {
    this.resize.observe(this.box);
    this.stopScheme = onSchemeChange(() => this.later());
    this.later();
  }

  disconnectedCallback() {
    this.resize.disconnect();
    this.stopScheme?.();
    cancelAnimationFrame(this.frame);
    this.plot?.destroy();
    this.plot = undefined;
  }

  get series(): Series { return this.data; }
  set series(value: Series) { this.data = value; this.zoomed = false; this.later(); }

  private get zoomed(): boolean { return this.hasAttribute('data-zoomed'); }
  private set zoomed(part: boolean) {
    this.toggleAttribute('data-zoomed', part);
    this.whole.hidden = !part || this.asTable;
  }

  get words(): Words { return this.text; }
  set words(value: Words) { this.text = value; this.later(); }

  get marks(): Mark[] { return this.events; }
  set marks(value: Mark[]) {
    this.events = value;
    if (this.asTable) this.showTable(); else this.plot?.redraw();
  }

  /** Each change is a time and then numerator and denominator of every line; the oldest points beyond `keep` are dropped. */
  push(changes: number[][], keep: number) {
    const { times, lines } = this.data;
    for (const [time, ...counts] of changes) {
      let at = times.indexOf(time);
      if (at < 0) at = times.push(time) - 1;
      lines.forEach((line, i) => line.counts.splice(2 * at, 2, counts[2 * i], counts[2 * i + 1]));
    }
    const surplus = times.length - keep;
    if (surplus > 0) {
      times.splice(0, surplus);
      lines.forEach((line) => line.counts.splice(0, 2 * surplus));
    }
    if (this.asTable) { this.showTable(); return; }
    if (!this.plot) return;
    const { min, max } = this.plot.scales.x;
    this.plot.batch(() => {
      this.plot!.setData(this.columns(), !this.zoomed);
      if (this.zoomed) this.plot!.setScale('x', { min: min!, max: max! });
    });
    this.showLegend(this.plot.cursor.idx ?? null);
  }

  private later() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.rebuild());
  }

  private rate(line: Line, i: number): number | null {
    return line.counts[2 * i + 1] ? line.counts[2 * i] / line.counts[2 * i + 1] : null;
  }

  private columns(): uPlot.AlignedData {
    return [this.data.times, ...this.data.lines.map((line) => this.data.times.map((_, i) => this.rate(line, i)))] as uPlot.AlignedData;
  }

  private line(i: number) {
    return { stroke: colour(this, `--trend-${2 + i % COLOURS}`), dash: DASHES[i % DASHES.length] };
  }

  private percent(value: number | null): string {
    return value === null ? '—' : value.toLocaleString(this.text.language, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  }

  private fit() {
    const { clientWidth: width, clientHeight: height } = this.box;
    if (!width || !height) return;
    if (this.plot) this.plot.setSize({ width, height }); else this.later();
  }

  private rebuild() {
    if (!this.isConnected) return;
    this.plot?.destroy();
    this.plot = undefined;
    this.turn.textContent = this.text[this.asTable ? 'chart' : 'table'] ?? '';
    this.whole.textContent = this.text.whole ?? '';
    // A new plot shows the whole window and no interval.
    this.zoomed = false;
    this.shade(null);
    this.box.hidden = this.asTable;
    this.table.hidden = !this.asTable;
    this.box.setAttribute('role', 'img');
    this.box.setAttribute('aria-label', this.text.about ?? '');
    this.showLegend(null);
    if (this.asTable) this.showTable(); else this.drawPlot();
  }

  private showTable() {
    this.table.tabIndex = 0;
    this.table.setAttribute('role', 'region');
    this.table.setAttribute('aria-label', this.text.about ?? '');
    this.table.replaceChildren(trendTable(this.data, this.events, this.text, (value) => this.percent(value)));
  }

  private drawPlot() {
    const { clientWidth: width, clientHeight: height } = this.box;
    if (!width || !height) return;
    const size = parseFloat(getComputedStyle(this).fontSize);
    const font = `${size}px ${getComputedStyle(this).fontFamily}`;
    const axis = { stroke: colour(this, '--trend-text'), font, grid: { stroke: colour(this, '--trend-grid'), width: 1 }, ticks: { show: false } };
    const days = this.data.times.length > 1 && this.data.times.at(-1)! - this.data.times[0] > 36 * 3600;
    const time = new Intl.DateTimeFormat(this.text.language, days ? { month: 'short', day: 'numeric' } : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    this.plot = new uPlot({
      width, height,
      // To the right, half of the last time's text.
      padding: [size * 0.7, size * (days ? 2.6 : 1.7), 0, 0],
      legend: { show: false },
      focus: { alpha: 0.35 },
      cursor: { y: false, focus: { prox: 24 }, drag: { x: true, y: false, setScale: true }, points: { size: size * 0.55 } },
      scales: { y: { range: (_plot, min, max) => this.range(min, max) } },
      axes: [
        { ...axis, size: size * 2, gap: size * 0.5, space: size * (days ? 6 : 5), values: (_plot, ticks) => ticks.map((t) => time.format(t * 1000)) },
        { ...axis, size: size * 4.2, gap: size * 0.4, space: size * 2.6, values: (_plot, ticks) => ticks.map((t) => `${+(t * 100).toFixed(1)}%`) },
      ],
      series: [{}, ...this.data.lines.map((line, i) => ({
        label: line.label, width: Math.max(1.75, size * 0.14), ...this.line(i), points: { show: false }, spanGaps: false,
      }))],
      hooks: {
        drawSeries: [(plot, i) => this.drawLone(plot, i)],
        draw: [(plot) => drawMarks(plot, this.events, font, (name) => colour(this, name))],
        drawAxes: [(plot) => { this.drawTargets(plot); this.drawBand(plot); }],
        setCursor: [(plot) => this.showLegend(plot.cursor.idx ?? null)],
        // Focus changes the opacity of the lines, so a redraw with the band follows by itself.
        setSeries: [(_plot, i, options) => {
          if ('focus' in options) this.shade(i !== null && i > 0 ? i - 1 : null);
        }],
        setSelect: [(plot) => { if (plot.select.width > 0) this.zoomed = true; }],
        ready: [(plot) => {
          plot.over.addEventListener('dblclick', () => this.showWhole());
          touchBrush(plot, () => { this.zoomed = true; });
        }],
      },
    }, this.columns(), this.box);
  }

  private range(min: number | null, max: number | null): uPlot.Range.MinMax {
    if (min === null || max === null) return [0.8, 1];
    const targets = this.data.lines.map((line) => line.target);
    const low = Math.min(min, ...targets);
    const high = Math.max(max, ...targets);
    const margin = Math.max(0.01, (high - low) * 0.06);
    return [Math.max(0, low - margin), Math.min(1, high + margin)];
  }

  private showWhole() {
    this.zoomed = false;
    this.plot?.setData(this.columns(), true);
  }

  private shade(line: number | null) {
    this.focused = line;
    if (line === null) delete this.dataset.band; else this.dataset.band = this.data.lines[line]?.label;
  }

  private showLegend(index: number | null) {
    const at = index ?? this.data.times.length - 1;
    this.nothing.textContent = this.data.lines.some((line) => this.lastKnown(line) !== null) ? '' : this.text.empty ?? '';
    this.data.lines.forEach((line, i) => {
      const value = index === null ? this.lastKnown(line) : this.rate(line, at);
      this.showEntry(i, `var(--trend-${2 + i % COLOURS})`, this.line(i).dash, line.label, this.percent(value));
    });
    // The target stands here, since beside its line it would lie on the others.
    const targets = [...new Set(this.data.lines.map((line) => line.target))].sort();
    if (targets.length) {
      this.showEntry(this.data.lines.length, 'var(--trend-target)', TARGET_DASH, this.text.target ?? '', targets.map((target) => this.percent(target)).join(' · '));
    }
    while (this.legend.children.length > this.data.lines.length + (targets.length ? 1 : 0)) this.legend.lastChild!.remove();
  }

  private showEntry(place: number, stroke: string, dash: number[], name: string, value: string) {
    let entry = this.legend.children[place] as HTMLElement | undefined;
    if (!entry) {
      entry = element('span');
      entry.innerHTML = '<svg viewBox="0 0 24 8" aria-hidden="true"><path d="M0 4h24" stroke-width="3"/></svg><bdi></bdi><b></b>';
      this.legend.append(entry);
    }
    const path = entry.querySelector('path')!;
    path.style.stroke = stroke;
    path.setAttribute('stroke-dasharray', dash.join(' '));
    const label = entry.querySelector('bdi')!;
    label.textContent = label.title = name;
    entry.querySelector('b')!.textContent = value;
  }

  private lastKnown(line: Line): number | null {
    for (let i = this.data.times.length - 1; i >= 0; i--) {
      const rate = this.rate(line, i);
      if (rate !== null) return rate;
    }
    return null;
  }

  /** A point between two gaps is no line: it gets a dot. */
  private drawLone(plot: uPlot, series: number) {
    const values = plot.data[series];
    plot.ctx.save();
    plot.ctx.fillStyle = (plot.series[series].stroke as () => string)();
    plot.data[0].forEach((time, i) => {
      if (values[i] == null || values[i - 1] != null || values[i + 1] != null) return;
      plot.ctx.beginPath();
      plot.ctx.arc(plot.valToPos(time, 'x', true), plot.valToPos(values[i]!, 'y', true), 2.5 * devicePixelRatio, 0, 7);
      plot.ctx.fill();
    });
    plot.ctx.restore();
  }

  private drawTargets(plot: uPlot) {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.strokeStyle = colour(this, '--trend-target');
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash(TARGET_DASH.map((length) => length * devicePixelRatio));
    for (const target of new Set(this.data.lines.map((line) => line.target))) {
      const y = plot.valToPos(target, 'y', true);
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
    }
    ctx.restore();
  }

  private drawBand(plot: uPlot) {
    if (this.focused === null) return;
    const line = this.data.lines[this.focused];
    if (!line) return;
    const known = this.data.times.map((time, i) => ({ x: plot.valToPos(time, 'x', true), n: line.counts[2 * i], d: line.counts[2 * i + 1] }));
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.fillStyle = this.line(this.focused).stroke;
    ctx.globalAlpha = 0.16;
    for (let i = 1; i < known.length; i++) {
      const [a, b] = [known[i - 1], known[i]];
      if (!a.d || !b.d) continue;
      const [lowA, highA] = wilson(a.n, a.d).map((v) => plot.valToPos(v, 'y', true));
      const [lowB, highB] = wilson(b.n, b.d).map((v) => plot.valToPos(v, 'y', true));
      ctx.beginPath();
      ctx.moveTo(a.x, lowA);
      ctx.lineTo(a.x, highA);
      ctx.lineTo(b.x, highB);
      ctx.lineTo(b.x, lowB);
      ctx.fill();
    }
    ctx.restore();
  }
}

function element(tag: string, name = ''): HTMLElement {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}

customElements.define('trend-chart', TrendChart);
