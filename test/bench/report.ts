import type { Machine } from './machine.ts';
import type { Row } from './row-group.ts';

/** Whether a row is where it should be, by what is printed of it: digits behind that are another in the next run. */
export function reaches({ value, reach, better, unit }: Row): boolean {
  const printed = Number(value.toFixed(decimalsOf(value, unit)));
  return better === 'higher' ? printed >= reach : printed <= reach;
}

/** The rows as a table in Markdown, under what they were measured on. */
export function formatTable(machine: Machine, commit: string, rows: readonly Row[]): string {
  const memory = Math.round(machine.memory / 2 ** 30);
  const lines = rows.map((row) => {
    const bound = `${row.better === 'higher' ? '≥' : '≤'} ${formatValue(row.reach, row.unit)}`;
    return `| ${row.name} | ${formatValue(row.value, row.unit)} | ${bound} | ${reaches(row) ? 'yes' : 'no'} |`;
  });
  return [
    `${machine.processor}, ${machine.cores} cores, ${memory} GiB, ${machine.system}, Node ${machine.node}, commit ${commit}`,
    '',
    '| what | measured | reach | reached |',
    '| --- | ---: | ---: | --- |',
    ...lines,
    '',
  ].join('\n');
}

/** As many decimals as a number's size deserves. */
function decimalsOf(value: number, unit: string): number {
  return unit === '×' ? 2 : value < 10 ? 1 : 0;
}

/** A number with its unit. */
export function formatValue(value: number, unit: string): string {
  const decimals = decimalsOf(value, unit);
  return `${value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })}${unit === '×' ? '' : ` ${unit}`}`;
}
