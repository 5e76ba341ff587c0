import uPlot from 'uplot';
import uPlotCss from 'uplot/dist/uPlot.min.css?inline';

interface Line { label: string; values: (number | null)[]; }
interface Series { times: number[]; lines: Line[]; target: number; }

const PALETTE = ['#2f6fde', '#c2570c', '#0f8a6d', '#8a4fd0', '#b8860b', '#c2255c'];
const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3], [4, 4], [12, 4]];

/** Lines over time with a target. Colours come from CSS variables: --trend-1 to --trend-6, --trend-target, --trend-grid, --trend-text. */
class TrendChart extends HTMLElement {
  private data: Series = { times: [], lines: [], target: NaN };
  private plot?: uPlot;
  private readonly box = document.createElement('div');
  private readonly resize = new ResizeObserver(() => this.fit());
  private readonly scheme = matchMedia('(prefers-color-scheme: dark)');
  private readonly themeSeen = new MutationObserver(() => this.rebuild());
  private readonly redraw = () => this.rebuild();

  constructor() {
    super();
    const style = document.createElement('style');
    style.textContent = `${uPlotCss}
      :host { display: block; min-height: 14rem; width: 100%; }
      .box { width: 100%; height: 100%; }
      .u-legend { font: inherit; }`;
    this.box.className = 'box';
    this.attachShadow({ mode: 'open' }).append(style, this.box);
  }

  connectedCallback() {
    this.resize.observe(this);
    this.scheme.addEventListener('change', this.redraw);
    this.themeSeen.observe(document.documentElement, { attributes: true, attributeFilter: ['theme', 'style', 'class'] });
    this.rebuild();
  }

  disconnectedCallback() {
    this.resize.disconnect();
    this.themeSeen.disconnect();
    this.scheme.removeEventListener('change', this.redraw);
    this.plot?.destroy();
    this.plot = undefined;
  }

  get series(): Series { return this.data; }

  set series(value: Series) {
    const same = this.plot && value.target === this.data.target
      && value.lines.map((l) => l.label).join('\n') === this.data.lines.map((l) => l.label).join('\n');
    this.data = value;
    if (same) this.plot!.setData(this.columns()); else this.rebuild();
  }

  push(time: number, values: (number | null)[], keep: number) {
    const { times, lines } = this.data;
    if (times.length && times[times.length - 1] === time) {
      lines.forEach((line, i) => { line.values[line.values.length - 1] = values[i] ?? null; });
    } else {
      times.push(time);
      lines.forEach((line, i) => line.values.push(values[i] ?? null));
    }
    const surplus = times.length - keep;
    if (surplus > 0) {
      times.splice(0, surplus);
      lines.forEach((line) => line.values.splice(0, surplus));
    }
    this.plot?.setData(this.columns());
  }

  private columns(): uPlot.AlignedData {
    const { times, lines, target } = this.data;
    return [times, ...lines.map((l) => l.values), times.map(() => (Number.isFinite(target) ? target : null))] as uPlot.AlignedData;
  }

  private colour(name: string, otherwise: string): string {
    return getComputedStyle(this).getPropertyValue(name).trim() || otherwise;
  }

  private size() {
    return { width: Math.max(this.clientWidth, 120), height: Math.max(this.clientHeight - 34, 120) };
  }

  private fit() {
    this.plot?.setSize(this.size());
  }

  private rebuild() {
    if (!this.isConnected) return;
    this.plot?.destroy();
    const text = this.colour('--trend-text', getComputedStyle(this).color);
    const grid = { stroke: this.colour('--trend-grid', 'rgba(128,128,128,.25)'), width: 1 };
    const percent = (v: number | null) => (v == null ? '–' : `${(v * 100).toFixed(1)} %`);
    this.plot = new uPlot({
      ...this.size(),
      cursor: { y: false },
      scales: { y: { range: (_u, min, max) => (min == null ? [0, 1] : [Math.max(0, min - 0.02), Math.min(1, max + 0.02)]) } },
      axes: [
        { stroke: text, grid, ticks: grid },
        { stroke: text, grid, ticks: grid, size: 64, values: (_u, ticks) => ticks.map((v) => `${+(v * 100).toFixed(1)} %`) },
      ],
      series: [
        {},
        ...this.data.lines.map((line, i) => ({
          label: line.label,
          stroke: this.colour(`--trend-${(i % 6) + 1}`, PALETTE[i % 6]),
          width: 2,
          dash: DASHES[i % 6],
          spanGaps: false,
          value: (_u: uPlot, v: number | null) => percent(v),
        })),
        { label: '◎', stroke: this.colour('--trend-target', '#d33'), width: 1, dash: [4, 4], points: { show: false }, value: (_u: uPlot, v: number | null) => percent(v) },
      ],
    }, this.columns(), this.box);
  }
}

customElements.define('trend-chart', TrendChart);
