/** Adds globals as the language adds its own: they can be replaced and don't show up when globals are listed. */
export function defineGlobals(values) {
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
    // Packages tell the platform's classes by this tag.
    if (/^[A-Z]/.test(name))
      Object.defineProperty(value.prototype, Symbol.toStringTag, { value: name, configurable: true });
  }
}

/** A global or property that is made when it is first asked for. */
export function defineLazily(object, name, make) {
  const define = (value) =>
    Object.defineProperty(object, name, { value, writable: true, configurable: true, enumerable: true });
  Object.defineProperty(object, name, {
    configurable: true,
    enumerable: true,
    get() {
      const value = make();
      define(value);
      return value;
    },
    set: define,
  });
}
