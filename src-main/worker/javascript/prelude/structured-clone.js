const errorConstructors = [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];

/** https://html.spec.whatwg.org/multipage/structured-data.html, of the types that the language itself has. */
export function structuredClone(value, { transfer = [] } = {}) {
  const buffers = [...transfer];
  const fixed = buffers.find((buffer) => !(buffer instanceof ArrayBuffer) || buffer.detached);
  if (fixed !== undefined) throw notCloneable(fixed);
  const copy = clone(value, new Map());
  // Who transfers a buffer no longer has it.
  for (const buffer of buffers) buffer.transfer();
  return copy;
}

function clone(value, seen) {
  if (typeof value === 'function' || typeof value === 'symbol') throw notCloneable(value);
  if (typeof value !== 'object' || value === null) return value;
  if (seen.has(value)) return seen.get(value);
  const remember = (copy) => {
    seen.set(value, copy);
    return copy;
  };
  if (value instanceof Date) return remember(new Date(value.getTime()));
  if (value instanceof RegExp) return remember(new RegExp(value.source, value.flags));
  if (value instanceof ArrayBuffer) return remember(value.slice(0));
  if (ArrayBuffer.isView(value)) return remember(cloneView(value, seen));
  if (value instanceof Boolean || value instanceof Number || value instanceof String)
    return remember(Object(value.valueOf()));
  if (value instanceof Map) {
    const copy = remember(new Map());
    for (const [key, item] of value) copy.set(clone(key, seen), clone(item, seen));
    return copy;
  }
  if (value instanceof Set) {
    const copy = remember(new Set());
    for (const item of value) copy.add(clone(item, seen));
    return copy;
  }
  if (Error.isError(value)) return cloneError(value, seen, remember);
  if (
    value instanceof Promise ||
    value instanceof WeakMap ||
    value instanceof WeakSet ||
    value instanceof WeakRef
  )
    throw notCloneable(value);
  const copy = remember(Array.isArray(value) ? new Array(value.length) : {});
  for (const key of Object.keys(value)) copy[key] = clone(value[key], seen);
  return copy;
}

function cloneView(view, seen) {
  const buffer = clone(view.buffer, seen);
  const length = view instanceof DataView ? view.byteLength : view.length;
  return new view.constructor(buffer, view.byteOffset, length);
}

function cloneError(error, seen, remember) {
  const Constructor = errorConstructors.find(({ name }) => name === error.name) ?? Error;
  const copy = remember(new Constructor(error.message));
  Object.defineProperty(copy, 'stack', { value: error.stack, writable: true, configurable: true });
  if ('cause' in error)
    Object.defineProperty(copy, 'cause', {
      value: clone(error.cause, seen),
      writable: true,
      configurable: true,
    });
  return copy;
}

function notCloneable(value) {
  const shown = typeof value === 'object' ? value.constructor.name : String(value);
  return new DOMException(`${shown} could not be cloned`, 'DataCloneError');
}
