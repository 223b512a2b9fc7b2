import { type CommandFace, useCommandList } from './commands/registry.ts';
import { chordFor, type KeyBindings } from './commands/shortcuts.ts';
import { pageCommands } from './page-commands.ts';

/** Where a command can be used: on one page, or everywhere. */
const pageOf = new Map<string, string>(
  Object.entries(pageCommands).flatMap(([page, faces]) =>
    Object.values(faces).map(({ id }): [string, string] => [id, page]),
  ),
);

/** Every command there is, those of pages that are not in front as well, by group. */
export function useKnownCommands(): readonly CommandFace[] {
  const offered = useCommandList();
  const others = Object.values(pageCommands).flatMap((faces): readonly CommandFace[] => Object.values(faces));
  const known = [...others, ...offered.filter(({ id }) => !pageOf.has(id))];
  const groups = Object.groupBy(known, ({ group }) => group);
  return groupOrder(offered, others).flatMap((group) => groups[group] ?? []);
}

/** The other commands that a command's chord runs at the same place. */
export function rivalsOf(
  command: CommandFace,
  known: readonly CommandFace[],
  bindings: KeyBindings,
): readonly CommandFace[] {
  const chord = chordFor(command, bindings);
  if (chord === undefined) return [];
  return known.filter(
    (other) => other.id !== command.id && chordFor(other, bindings) === chord && canMeet(command, other),
  );
}

function canMeet(one: CommandFace, other: CommandFace): boolean {
  const [page, otherPage] = [pageOf.get(one.id), pageOf.get(other.id)];
  return page === undefined || otherPage === undefined || page === otherPage;
}

/** What can be done everywhere comes first. */
function groupOrder(...lists: readonly (readonly CommandFace[])[]): string[] {
  return [...new Set(lists.flat().map(({ group }) => group))];
}
