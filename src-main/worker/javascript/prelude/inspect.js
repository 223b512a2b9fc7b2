import { inSources } from './host.js';

/** How deep objects within objects are shown, and how many of a list's elements. */
const depthLimit = 3;
const lengthLimit = 100;
/** What fits on one line. */
const lineLimit = 72;

/** Shows any value as `console.log` does: strings alone as they are, everything else as a literal would be. */
export function show(value) {
  return typeof value === 'string' ? value : inspect(value, []);
}

/** `console.log`'s way with several values, and with `%s %d %i %f %j %o %O %c` in the first one. */
export function format(values) {
  const [first, ...rest] = values;
  if (typeof first !== 'string' || !first.includes('%')) return values.map(show).join(' ');
  const text = first.replace(/%([sdifjoOc%])/g, (directive, kind) => {
    if (kind === '%') return '%';
    return rest.length === 0 ? directive : formatOne(kind, rest.shift());
  });
  return [text, ...rest.map(show)].join(' ');
}

function formatOne(kind, value) {
  switch (kind) {
    case 's':
      return typeof value === 'object' ? show(value) : String(value);
    case 'd':
      return typeof value === 'bigint' ? `${value}n` : String(Number(value));
    case 'i':
      return String(Number.parseInt(value, 10));
    case 'f':
      return String(Number.parseFloat(value));
    case 'j':
      return JSON.stringify(value);
    case 'c':
      return '';
    default:
      return inspect(value, []);
  }
}

function inspect(value, parents) {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'bigint':
      return `${value}n`;
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'symbol':
      return value.toString();
    case 'function':
      return inspectFunction(value);
    case 'object':
      return value === null ? 'null' : inspectObject(value, parents);
    default:
      return String(value);
  }
}

function quote(text) {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return text.includes("'") && !text.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`;
}

function inspectFunction(value) {
  const kind = /^class\b/.test(Function.prototype.toString.call(value)) ? 'class' : 'Function:';
  return value.name ? `[${kind} ${value.name}]` : `[${kind.replace(':', '')} (anonymous)]`;
}

function inspectObject(value, parents) {
  if (parents.includes(value)) return '[Circular]';
  const plain = inspectKnown(value);
  if (plain !== undefined) return plain;
  const name = constructorName(value);
  if (parents.length >= depthLimit) return Array.isArray(value) ? '[Array]' : `[${name || 'Object'}]`;
  const within = [...parents, value];
  if (Array.isArray(value)) return inspectList('', '[', ']', value, within);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return inspectList(`${name}(${value.length}) `, '[', ']', value, within);
  if (value instanceof Set) return inspectList(`Set(${value.size}) `, '{', '}', value, within);
  if (value instanceof Map) return enclose(`Map(${value.size}) `, '{', '}', mapEntries(value, within));
  const prefix = name === 'Object' ? '' : name === '' ? '[Object: null prototype] ' : `${name} `;
  return enclose(prefix, '{', '}', properties(value, within));
}

/** Objects that are shown by what they stand for; undefined for others. */
function inspectKnown(value) {
  if (Error.isError(value)) return inspectError(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof Promise) return 'Promise {}';
  if (value instanceof ArrayBuffer) return `ArrayBuffer { byteLength: ${value.byteLength} }`;
  if (value instanceof URL) return `URL { ${quote(value.href)} }`;
  if (value instanceof String || value instanceof Number || value instanceof Boolean)
    return `[${constructorName(value)}: ${inspect(value.valueOf(), [])}]`;
  return undefined;
}

/** An error as it is told: its name and message, where it was thrown, and what caused it. */
export function inspectError(error) {
  const { stack } = error;
  const lines = typeof stack === 'string' ? userFrames(stack) : '';
  const cause = error.cause === undefined ? '' : `\n  [cause]: ${show(error.cause)}`;
  return `${headline(error)}${lines === '' ? '' : `\n${lines}`}${cause}`;
}

/** `TypeError: not a function` */
export function headline({ name, message }) {
  const kind = String(name ?? 'Error');
  const text = String(message ?? '');
  return text === '' ? kind : `${kind}: ${text}`;
}

/** A stack without the frames of this prelude, and with the places of the author's files. */
export function userFrames(stack) {
  const lines = stack.split('\n').filter((line) => line !== '' && !line.includes('atelier:'));
  return inSources(lines.join('\n'));
}

function constructorName(value) {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null) return '';
  return typeof prototype.constructor === 'function' ? prototype.constructor.name : 'Object';
}

function inspectList(prefix, open, close, list, within) {
  const items = [];
  for (const item of list) {
    if (items.length === lengthLimit) {
      items.push(`… ${(list.length ?? list.size) - lengthLimit} more`);
      break;
    }
    items.push(inspect(item, within));
  }
  return enclose(prefix, open, close, items);
}

function mapEntries(map, within) {
  return Array.from(map, ([key, value]) => `${inspect(key, within)} => ${inspect(value, within)}`);
}

function properties(value, within) {
  return Reflect.ownKeys(value).flatMap((key) => {
    const { enumerable, get, set, value: content } = Object.getOwnPropertyDescriptor(value, key);
    if (!enumerable) return [];
    const shown = get || set ? '[Getter/Setter]' : inspect(content, within);
    return [`${inspectKey(key)}: ${shown}`];
  });
}

function inspectKey(key) {
  if (typeof key === 'symbol') return `[${key.toString()}]`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key);
}

function enclose(prefix, open, close, items) {
  if (items.length === 0) return `${prefix}${open}${close}`;
  const line = `${prefix}${open} ${items.join(', ')} ${close}`;
  if (line.length <= lineLimit && !line.includes('\n')) return line;
  const lines = items.map((item) => `  ${item.replaceAll('\n', '\n  ')}`);
  return `${prefix}${open}\n${lines.join(',\n')}\n${close}`;
}
