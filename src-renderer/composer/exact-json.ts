/** What engines have and our library of types does not know yet: JSON with numbers as they are written. */
const json = JSON as unknown as {
  parse(
    text: string,
    revive: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): object;
  isRawJSON(value: unknown): boolean;
};

/** Numbers with fewer digits are held exactly, and most texts have no others. */
const manyDigits = /\d{16}/;

/**
 * The value of a JSON text, whose numbers stay as they are written where JavaScript would round them: ids of 64 bits are
 * common, and a wrong one is worse than none. `JSON.stringify` writes them so. Throws what `JSON.parse` throws.
 */
export function parseExactly(text: string): unknown {
  if (!manyDigits.test(text)) return JSON.parse(text);
  return json.parse(text, (_key, value, { source = '' }) =>
    typeof value === 'number' && manyDigits.test(source) && String(value) !== source
      ? json.rawJSON(source)
      : value,
  );
}

/** Whether a value has others in it. */
export function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !json.isRawJSON(value);
}

/** Whether it is a number, exact or not. */
export function isNumber(value: unknown): boolean {
  return typeof value === 'number' || json.isRawJSON(value);
}
