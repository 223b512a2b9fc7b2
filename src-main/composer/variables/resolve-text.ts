import type { Variable } from '../../contract/rpc/requests.ts';

const referencePattern = /\{\{\s*([^{}\n]+?)\s*\}\}/g;

/** Puts values in the place of `{{name}}`, and remembers what had none and which secrets were used. */
export interface Resolver {
  resolve(text: string): string;
  /** Names without a value, or whose value refers to itself. */
  readonly unresolved: ReadonlySet<string>;
  /** Values of secrets that stand in what was resolved. */
  readonly secrets: ReadonlySet<string>;
}

/** A resolver over variables; of two with one name, the first counts. */
export function createResolver(variables: readonly Variable[]): Resolver {
  const byName = new Map(variables.map((variable) => [variable.name, variable] as const).toReversed());
  const unresolved = new Set<string>();
  const secrets = new Set<string>();
  const resolve = (text: string, path: readonly string[]): string =>
    text.replaceAll(referencePattern, (reference, name: string) => {
      const variable = byName.get(name);
      if (variable === undefined || path.includes(name)) {
        unresolved.add(name);
        return reference;
      }
      const value = resolve(variable.value, [...path, name]);
      if (variable.secret && value !== '') secrets.add(value);
      return value;
    });
  return { resolve: (text) => resolve(text, []), unresolved, secrets };
}
