import { show } from './inspect.js';

const indexHeading = '(index)';
const valuesHeading = 'Values';

/** Data in rows and columns, as `console.table` draws them; undefined where it has no rows. */
export function tableOf(data, wanted) {
  if (typeof data !== 'object' || data === null) return undefined;
  const rows = Object.entries(data).map(([index, row]) => cellsOf(index, row));
  if (rows.length === 0) return undefined;
  const found = new Set(rows.flatMap((row) => [...row.keys()]));
  // What is no object itself stands behind everything else.
  const hasValues = found.delete(valuesHeading);
  const inner = wanted ?? [...found].slice(1);
  const headings = [indexHeading, ...inner, ...(hasValues ? [valuesHeading] : [])];
  return draw([headings, ...rows.map((row) => headings.map((heading) => row.get(heading) ?? ''))]);
}

function cellsOf(index, row) {
  const values = typeof row === 'object' && row !== null ? Object.entries(row) : [[valuesHeading, row]];
  return new Map([[indexHeading, index], ...values.map(([name, value]) => [name, cell(value)])]);
}

function cell(value) {
  return typeof value === 'string' ? `'${value}'` : show(value).replaceAll('\n', ' ');
}

function draw([headings, ...rows]) {
  const widths = headings.map((_, column) =>
    Math.max(...[headings, ...rows].map((cells) => [...cells[column]].length)),
  );
  const line = (cells) => `│ ${cells.map((text, column) => pad(text, widths[column])).join(' │ ')} │`;
  const rule = ([left, middle, right]) =>
    left + widths.map((width) => '─'.repeat(width + 2)).join(middle) + right;
  return [rule('┌┬┐'), line(headings), rule('├┼┤'), ...rows.map(line), rule('└┴┘')].join('\n');
}

function pad(text, width) {
  return text + ' '.repeat(width - [...text].length);
}
