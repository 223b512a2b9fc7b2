import { posix } from 'node:path';
import { AtelierError } from '../../contract/errors.ts';
import type { ManifestFunction } from '../../contract/manifest.ts';
import { type JsoncObject, nodeAt, parseJsonc } from './parse-jsonc.ts';
import { formatProblem, manifestFile, parseManifest } from './read-manifest.ts';

/**
 * The text of a manifest with one function more, at the end of its functions; comments and layout of the rest stay.
 * Throws `conflict` where the name is taken and `invalid-input` where the text is no manifest.
 */
export function addToManifest(text: string, name: string, entry: ManifestFunction): string {
  const { manifest, problems } = parseManifest(text);
  if (manifest === null) throw new AtelierError('invalid-input', problems.map(formatProblem).join('\n'));
  if (Object.hasOwn(manifest.functions, name))
    throw new AtelierError('conflict', `${manifestFile} has a function "${name}" already.`);
  const functions = nodeAt(parseJsonc(text), ['functions']) as JsoncObject;
  const last = functions.members.at(-1);
  const body = JSON.stringify(entry, null, 2).replaceAll('\n', '\n    ');
  const member = `\n    ${JSON.stringify(name)}: ${body}`;
  const closing = functions.end - 1;
  const needsComma = last !== undefined && !functions.trailingComma;
  const lastEnd = last?.value.end ?? closing;
  // what follows the last function, comments for example, stays where it is
  const before = needsComma
    ? `${text.slice(0, lastEnd)},${text.slice(lastEnd, closing)}`
    : text.slice(0, closing);
  return `${before.trimEnd()}${member}\n  ${text.slice(closing)}`;
}

/**
 * The text of a manifest after something in its folder was moved: sources, watched files and the folder of requests
 * that lie at or below the old path lie at the new one; all else stays to the letter. A text that is no manifest stays
 * as it is: its problems are shown elsewhere.
 */
export function moveInManifest(text: string, from: string, to: string): string {
  const { manifest } = parseManifest(text);
  if (manifest === null) return text;
  const root = parseJsonc(text);
  const places = Object.entries(manifest.functions).flatMap(([name, { watch = [] }]) => [
    ['functions', name, 'source'],
    ...watch.map((_, index) => ['functions', name, 'watch', index]),
  ]);
  return [...places, ['requests']]
    .map((place) => nodeAt(root, place))
    .toSorted((a, b) => b.start - a.start)
    .reduce((changed, node) => {
      const path = node.kind === 'scalar' ? movedPath(String(node.value), from, to) : undefined;
      if (path === undefined) return changed;
      return `${changed.slice(0, node.start)}${JSON.stringify(path)}${changed.slice(node.end)}`;
    }, text);
}

/** Where a path leads after a move; undefined where it is none of what was moved. */
function movedPath(path: string, from: string, to: string): string | undefined {
  const plain = posix.normalize(path.replaceAll('\\', '/')).replace(/\/$/, '');
  if (plain === from) return to;
  return plain.startsWith(`${from}/`) ? `${to}${plain.slice(from.length)}` : undefined;
}
