import { write } from './host.js';
import { format, userFrames } from './inspect.js';
import { performance } from './performance.js';
import { tableOf } from './table.js';

let indent = '';
/** How often each label was counted, and when each was timed first. */
const counts = new Map();
const beginnings = new Map();

/** `console`: what informs goes to stdout, what warns to stderr. */
export const console = {
  log: (...values) => writeLine(1, values),
  info: (...values) => writeLine(1, values),
  debug: (...values) => writeLine(1, values),
  dir: (value) => writeLine(1, [value]),
  warn: (...values) => writeLine(2, values),
  error: (...values) => writeLine(2, values),
  trace(...values) {
    writeLine(2, ['Trace:', ...values]);
    writeLine(2, [userFrames(new Error().stack)]);
  },
  table(data, columns = undefined) {
    writeLine(1, [tableOf(data, columns) ?? data]);
  },
  assert(condition, ...values) {
    if (!condition) writeLine(2, ['Assertion failed:', ...values]);
  },
  count(label = 'default') {
    counts.set(label, (counts.get(label) ?? 0) + 1);
    writeLine(1, [`${label}: ${counts.get(label)}`]);
  },
  countReset(label = 'default') {
    counts.delete(label);
  },
  time(label = 'default') {
    beginnings.set(label, performance.now());
  },
  timeLog(label = 'default', ...values) {
    if (!beginnings.has(label)) return writeLine(2, [`There is no timer ${label}`]);
    const milliseconds = (performance.now() - beginnings.get(label)).toFixed(3);
    writeLine(1, [`${label}: ${milliseconds}ms`, ...values]);
  },
  timeEnd(label = 'default') {
    console.timeLog(label);
    beginnings.delete(label);
  },
  group(...values) {
    if (values.length > 0) writeLine(1, values);
    indent += '  ';
  },
  groupCollapsed: (...values) => console.group(...values),
  groupEnd() {
    indent = indent.slice(2);
  },
};

/** Writes values as text, a space between them: QuickJS's own way, without looking into objects. */
export function print(...values) {
  write(1, `${values.map(String).join(' ')}\n`);
}

function writeLine(descriptor, values) {
  const text = indent + format(values);
  write(descriptor, `${indent === '' ? text : text.replaceAll('\n', `\n${indent}`)}\n`);
}
