import { write } from './host.js';
import { format } from './inspect.js';

let indent = '';

/** `console`: what informs goes to stdout, what warns to stderr. */
export const console = {
  log: (...values) => writeLine(1, values),
  info: (...values) => writeLine(1, values),
  debug: (...values) => writeLine(1, values),
  dir: (value) => writeLine(1, [value]),
  warn: (...values) => writeLine(2, values),
  error: (...values) => writeLine(2, values),
  trace: (...values) => writeLine(2, ['Trace:', ...values, `\n${new Error().stack}`]),
  assert(condition, ...values) {
    if (!condition) writeLine(2, ['Assertion failed:', ...values]);
  },
  group(...values) {
    if (values.length > 0) writeLine(1, values);
    indent += '  ';
  },
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
