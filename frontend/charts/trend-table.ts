import type { Mark } from './marks';
import type { Series, Words } from './trend-chart';

/** The numbers and marks of a trend chart as a table, the newest first; a mark stands in the row of its slice. */
export function trendTable(series: Series, marks: Mark[], words: Words, percent: (value: number | null) => string): HTMLTableElement {
  const time = new Intl.DateTimeFormat(words.language, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const table = document.createElement('table');
  const head = table.createTHead().insertRow();
  [words.until ?? '', ...series.lines.map((line) => line.label), ...(marks.length ? [words.marks ?? ''] : [])].forEach((text) => {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = text;
    head.append(cell);
  });
  const body = table.createTBody();
  for (let i = series.times.length - 1; i >= 0; i--) {
    const row = body.insertRow();
    const name = document.createElement('th');
    name.scope = 'row';
    name.textContent = time.format(series.times[i] * 1000);
    row.append(name);
    for (const line of series.lines) {
      const [met, all] = line.counts.slice(2 * i, 2 * i + 2);
      const cell = row.insertCell();
      cell.textContent = percent(all ? met / all : null);
      if (all) {
        const counts = document.createElement('small');
        counts.textContent = `${met}${words.of}${all}`;
        cell.append(counts);
      }
    }
    if (marks.length) {
      const from = series.times[i - 1] ?? 2 * series.times[0] - (series.times[1] ?? Infinity);
      const texts = marks.filter((mark) => mark.time > from && mark.time <= series.times[i]).map((mark) => mark.text);
      row.insertCell().textContent = texts.join(' · ');
    }
  }
  return table;
}
