import { fileURLToPath } from 'node:url';
import { AtelierError } from '../../contract/errors.ts';
import type { SourceLanguage } from '../../contract/manifest.ts';

/** A kind of function that a template shows. */
const kinds = [
  { id: 'std', title: 'Std function', description: 'Reads text from standard input and answers with text.' },
  {
    id: 'http',
    title: 'HTTP trigger',
    description: 'Receives a request, answers with status, headers and body.',
  },
  { id: 'tcp', title: 'TCP client', description: 'Connects to a server and answers with what it says.' },
] as const;

/** The languages by the names of their folders, in the order in which they are offered. */
const languages: readonly {
  readonly id: string;
  readonly title: string;
  readonly language: SourceLanguage;
}[] = [
  { id: 'js', title: 'JavaScript', language: 'javascript' },
  { id: 'ts', title: 'TypeScript', language: 'typescript' },
  { id: 'assemblyscript', title: 'AssemblyScript', language: 'assemblyscript' },
  { id: 'rust', title: 'Rust', language: 'rust' },
  { id: 'go', title: 'Go', language: 'go' },
  { id: 'c', title: 'C', language: 'c' },
  { id: 'cpp', title: 'C++', language: 'cpp' },
  { id: 'zig', title: 'Zig', language: 'zig' },
];

/** A function to begin with. */
export interface FunctionTemplate {
  /** `js` for the Std function of a language, `js-http` and `js-tcp` for the others. */
  readonly id: string;
  readonly title: string;
  /** What it is to begin with, whatever the language. */
  readonly kind: string;
  readonly description: string;
  readonly language: SourceLanguage;
  /** What the language is called. */
  readonly languageTitle: string;
  /** Absolute path of its files. */
  readonly folder: string;
}

/** Every template, the simplest of each language first. */
export const functionTemplates: readonly FunctionTemplate[] = languages.flatMap(({ id, title, language }) =>
  kinds.map((kind) => ({
    id: kind.id === 'std' ? id : `${id}-${kind.id}`,
    title: `${title}: ${kind.title}`,
    kind: kind.title,
    description: kind.description,
    language,
    languageTitle: title,
    folder: fileURLToPath(new URL(`../../../resources/templates/${id}/${kind.id}`, import.meta.url)),
  })),
);

/** Other names under which people ask for a language. */
const aliases: Readonly<Record<string, string>> = {
  javascript: 'js',
  typescript: 'ts',
  asc: 'assemblyscript',
  tinygo: 'go',
  'c++': 'cpp',
};

/** The template of an id; the name of a language stands for its Std function. Throws `usage` with what there is. */
export function findTemplate(id: string): FunctionTemplate {
  const wanted = id.toLowerCase().replace(/^[^-]+/, (language) => aliases[language] ?? language);
  const found = functionTemplates.find((template) => template.id === wanted.replace(/-std$/, ''));
  if (found !== undefined) return found;
  throw new AtelierError(
    'usage',
    `There is no template "${id}": there are ${languages.map((language) => language.id).join(', ')}, each also with -http or -tcp behind it.`,
  );
}
