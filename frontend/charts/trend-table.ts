import type { Series, Words } from './trend-chart';

/** The numbers of a trend chart as a table, the newest first. */
export function trendTable(series: Series, words: Words, percent: (value: number | null) => string): HTMLTableElement {
  const time = new Intl.DateTimeFormat(words.language, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const table = document.createElement('table');
  const head = table.createTHead().insertRow();
  [words.until ?? '', ...series.lines.map((line) => line.label)].forEach((text) => {
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
  }
  return table;
}
