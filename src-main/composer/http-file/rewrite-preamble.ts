import { isDeepStrictEqual } from 'node:util';
import type { RequestDraft } from '../../contract/rpc/requests.ts';
import { oneLine } from '../one-line.ts';
import { directivesOf, readDirective, writeDirective } from './directives.ts';
import { titleOf } from './parse-http-file.ts';

/** The lines of a request that is new to the file, from its separator to its request line. */
export function writePreamble(draft: RequestDraft): string[] {
  const name = oneLine(draft.name);
  return [
    `### ${name}`.trimEnd(),
    ...(name === '' ? [] : [writeDirective('name', name)]),
    ...directivesOf(draft).flatMap(([directive, values]) =>
      values.map((value) => writeDirective(directive, value)),
    ),
  ];
}

/** The lines before the request line of a request that was `before` and is `after`; what says the same is kept. */
export function rewritePreamble(
  lines: readonly string[],
  before: RequestDraft,
  after: RequestDraft,
): string[] {
  const old = new Map(directivesOf(before));
  const changed = new Map(
    directivesOf(after).filter(([name, values]) => !isDeepStrictEqual(values, old.get(name))),
  );
  const kept = lines.filter((line) => !changed.has(readDirective(line)?.[0] ?? ''));
  const added = [...changed].flatMap(([name, values]) => values.map((value) => writeDirective(name, value)));
  return [...rename(kept, before.name, oneLine(after.name)), ...added];
}

/** Every place that has the old name gets the new one: the separator's title, the `@name`, or both. */
function rename(lines: readonly string[], before: string, after: string): string[] {
  if (before === after) return [...lines];
  let isNamed = false;
  const renamed = lines.flatMap((line, index) => {
    const directive = readDirective(line);
    const title = index === 0 ? titleOf(line) : null;
    const isTitle = title === before || (title !== null && after === '');
    if (directive?.[0] !== 'name' && !isTitle) return [line];
    isNamed = true;
    if (isTitle) return [`### ${after}`.trimEnd()];
    return after === '' ? [] : [writeDirective('name', after)];
  });
  return isNamed || after === '' ? renamed : [...renamed, writeDirective('name', after)];
}
