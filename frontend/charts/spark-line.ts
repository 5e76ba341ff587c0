/** A small line of ratios without axes, the last one as a dot, the target dashed. It is SVG and takes its colours from CSS. */
class SparkLine extends HTMLElement {
  private shown: (number | null)[] = [];
  private wanted = NaN;

  get values(): (number | null)[] { return this.shown; }

  set values(values: (number | null)[]) {
    this.shown = values;
    this.draw();
  }

  get target(): number { return this.wanted; }

  set target(target: number) {
    this.wanted = target;
    this.draw();
  }

  setLast(value: number | null) {
    this.shown[this.shown.length - 1] = Number.isFinite(value) ? value : null;
    this.draw();
  }

  private draw() {
    const known = this.shown.filter((v): v is number => v !== null);
    const low = Math.min(...known, this.wanted || 1) - 0.01;
    const high = Math.max(...known, this.wanted || 0) + 0.01;
    const x = (i: number) => (100 * i / Math.max(1, this.shown.length - 1)).toFixed(2);
    const y = (v: number) => (30 - 28 * (v - low) / (high - low)).toFixed(2);
    let path = '';
    let pen = 'M';
    this.shown.forEach((value, i) => {
      if (value === null) {
        pen = 'M';
      } else {
        path += `${pen}${x(i)} ${y(value)}`;
        // A value between two gaps would be no line at all.
        if (pen === 'M' && (this.shown[i + 1] ?? null) === null) path += `h.01`;
        pen = 'L';
      }
    });
    const target = Number.isFinite(this.wanted) && known.length
      ? `<path class="target" d="M0 ${y(this.wanted)}H100"/>` : '';
    this.innerHTML = `<svg viewBox="0 0 100 32" preserveAspectRatio="none" aria-hidden="true">${target}<path class="line" d="${path}"/></svg>`;
  }
}

customElements.define('spark-line', SparkLine);
