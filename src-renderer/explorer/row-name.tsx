import { fileNameProblem } from '../../src-main/contract/file-name.ts';
import type { ExplorerNode } from './explorer-rows.ts';
import { makeEntry, renameEntry } from './file-actions.ts';
import { NameField } from './name-field.tsx';
import { endNaming, type Naming } from './naming.ts';
import { functionNameProblem, renameFunction } from './rename-function.ts';
import { pathIn } from './row-ids.ts';

interface RowNameProps {
  readonly naming: Naming;
  readonly node: ExplorerNode;
  /** What it is called now; empty for something new. */
  readonly name: string;
}

/** The field of the row that gets a name: of a file, a folder or a function. */
export function RowName({ naming, node, name }: RowNameProps) {
  if (node.kind === 'function')
    return (
      <NameField
        label={`New name of ${name}`}
        initial={name}
        problemOf={functionNameProblem}
        onCommit={(next) => renameFunction(node.functionId, next)}
        onEnd={endNaming}
      />
    );
  const commit = async (next: string): Promise<void> => {
    if (node.kind === 'file' || node.kind === 'folder') await renameEntry(node, next);
    if (naming.kind !== 'new') return;
    const { entry, projectId, folder } = naming;
    await makeEntry({ kind: entry, projectId, path: pathIn(folder, next) });
  };
  return (
    <NameField
      label={naming.kind === 'new' ? `Name of the new ${naming.entry}` : `New name of ${name}`}
      initial={name}
      problemOf={fileNameProblem}
      onCommit={commit}
      onEnd={endNaming}
    />
  );
}
