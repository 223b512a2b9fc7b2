import type { RequestDraft, Variable } from '../../src-main/contract/rpc/requests.ts';

/** A `{{name}}` of a text, with what it stands for; a variable that is not there has no value and no origin. */
export interface Reference {
  readonly name: string;
  readonly value: string | null;
  readonly origin: string | null;
}

const pattern = /\{\{\s*([^{}\n]+?)\s*\}\}/g;

/** Whether a text is the name of a variable and nothing else. */
export function isReference(text: string): boolean {
  return /^\{\{[^{}\n]+\}\}$/.test(text.trim());
}

/** The variables that a text refers to, each once. Values of secrets come masked from the platform and stay so. */
export function referencesIn(text: string, variables: readonly Variable[]): Reference[] {
  const names = new Set([...text.matchAll(pattern)].map(([, name = '']) => name));
  return [...names].map((name) => {
    const variable = variables.find((candidate) => candidate.name === name);
    if (variable === undefined) return { name, value: null, origin: null };
    return { name, value: previewText(variable.value, variables, [name]), origin: variable.origin };
  });
}

/** The text as it will be sent, secrets masked; a name without a value stays as it is. */
export function previewText(
  text: string,
  variables: readonly Variable[],
  path: readonly string[] = [],
): string {
  return replaceReferences(text, variables, path, () => true);
}

/** The draft with its variables in their places, so that it can leave the workstation; secrets stay `{{name}}`. */
export function fillDraft(draft: RequestDraft, variables: readonly Variable[]): RequestDraft {
  const fill = (text: string): string => replaceReferences(text, variables, [], ({ secret }) => !secret);
  return mapTexts(draft, fill) as RequestDraft;
}

function replaceReferences(
  text: string,
  variables: readonly Variable[],
  path: readonly string[],
  isShown: (variable: Variable) => boolean,
): string {
  return text.replaceAll(pattern, (reference, name: string) => {
    const variable = variables.find((candidate) => candidate.name === name);
    if (variable === undefined || path.includes(name) || !isShown(variable)) return reference;
    return replaceReferences(variable.value, variables, [...path, name], isShown);
  });
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]));
}
