import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { javascriptLanguage } from '@codemirror/lang-javascript';
import type { Extension } from '@codemirror/state';
import { hoverTooltip, type Tooltip } from '@codemirror/view';
import runtimeSource from '../../resources/javascript/atelier.d.ts?raw';
import { type Declaration, readDeclarations } from './declarations.ts';

const declarations = readDeclarations(runtimeSource);

/** What parameters are called by convention, and so what their members are. */
const conventions: Readonly<Record<string, string>> = {
  request: 'HttpRequest',
  message: 'PulsarMessage',
  in: 'InputStream',
  out: 'OutputStream',
  err: 'OutputStream',
};

/** Completion and hover for the library of JavaScript functions, from the declarations that projects get as well. */
export const runtimeHelp: Extension = [
  javascriptLanguage.data.of({ autocomplete: complete }),
  hoverTooltip((view, position) => {
    const { from, text } = view.state.doc.lineAt(position);
    return explain(text, position - from, from);
  }),
];

function complete(context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/(?:(\w+)\.)?\w*/);
  if (word === null || (word.from === word.to && !context.explicit)) return null;
  const dot = word.text.indexOf('.');
  const known = membersOf(dot < 0 ? null : word.text.slice(0, dot));
  if (known.length === 0) return null;
  return {
    from: word.from + dot + 1,
    validFor: /^\w*$/,
    options: known.map(({ name, signature, documentation }) => ({
      label: name,
      detail: signature.slice(0, 60),
      info: documentation,
      type: signature.includes('(') ? 'function' : 'variable',
    })),
  };
}

function explain(line: string, column: number, from: number): Tooltip | null {
  for (const match of line.matchAll(/(?:(\w+)\.)?(\w+)/g)) {
    const end = match.index + match[0].length;
    const start = end - (match[2]?.length ?? 0);
    if (column < start || column > end) continue;
    const found = membersOf(match[1] ?? null).find(({ name }) => name === match[2]);
    if (found === undefined) return null;
    return { pos: from + start, end: from + end, above: true, create: () => ({ dom: helpFor(found) }) };
  }
  return null;
}

function membersOf(owner: string | null): Declaration[] {
  const type = owner === null ? null : (conventions[owner] ?? owner);
  return declarations.filter((declaration) => declaration.owner === type);
}

function helpFor({ signature, documentation }: Declaration): HTMLElement {
  const dom = document.createElement('div');
  const code = document.createElement('code');
  code.textContent = signature;
  dom.append(code);
  if (documentation !== '') {
    const text = document.createElement('p');
    text.textContent = documentation;
    dom.append(text);
  }
  return dom;
}
