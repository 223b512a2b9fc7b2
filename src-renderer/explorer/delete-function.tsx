import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { create } from 'zustand';
import { refreshCommands } from '../app/commands/registry.ts';
import { goTo } from '../app/go-to.ts';
import { closeTab } from '../app/tabs/tabs.ts';
import { queries, rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { showFailure, showNotice } from '../ui/notice.tsx';
import { Truncated } from '../ui/truncated.tsx';

const useDeletion = create<{ functionIds: readonly string[] }>(() => ({ functionIds: [] }));

/** Asks whether functions are to be deleted, and says what goes with them. */
export function askToDelete(functionIds: readonly string[]): void {
  useDeletion.setState({ functionIds });
}

/** The question, wherever it was asked from. */
export function DeleteFunctionDialog() {
  const { functionIds } = useDeletion();
  return functionIds.length === 0 ? null : <Question key={functionIds.join(' ')} functionIds={functionIds} />;
}

function Question({ functionIds }: { readonly functionIds: readonly string[] }) {
  const losses = useLosses(functionIds);
  const [error, setError] = useState<unknown>(null);
  const what = losses.length === 1 ? (losses[0]?.name ?? '') : `${losses.length} functions`;
  const close = (): void => askToDelete([]);
  const remove = async (): Promise<void> => {
    const undoTokens: string[] = [];
    try {
      for (const functionId of functionIds) {
        undoTokens.push((await rpc.functions.delete({ functionId })).undoToken);
        const next = closeTab(`/function/${functionId}`);
        if (next !== undefined) goTo(next);
      }
      close();
    } catch (cause) {
      setError(cause);
    }
    if (undoTokens.length > 0)
      offerUndo(undoTokens.length === 1 ? what : `${undoTokens.length} functions`, undoTokens);
  };
  return (
    <Dialog
      open
      onClose={close}
      title={`Delete ${what}?`}
      description={
        losses.length === 1
          ? `With it go ${losses[0]?.goes}. Its address stops answering at once. You can undo this for ten minutes.`
          : 'Their addresses stop answering at once. You can undo this for ten minutes. With them go:'
      }
      actions={
        <>
          <Button onClick={close}>Keep {losses.length === 1 ? 'it' : 'them'}</Button>
          <Button look="danger" onClick={() => void remove()}>
            Delete
          </Button>
        </>
      }
    >
      {losses.length > 1 && (
        <ul className="max-h-60 overflow-auto rounded-control border px-2 py-1">
          {losses.map(({ functionId, name, goes }) => (
            <li key={functionId} className="flex justify-between gap-4 py-0.5">
              <Truncated text={name} className="font-medium" />
              <span className="shrink-0 text-ink-muted">{goes}</span>
            </li>
          ))}
        </ul>
      )}
      {error !== null && <Failure title="It could not be deleted" error={error} />}
    </Dialog>
  );
}

interface Loss {
  readonly functionId: string;
  readonly name: string;
  /** `2 releases and 3 deployments` */
  readonly goes: string;
}

function useLosses(functionIds: readonly string[]): Loss[] {
  const { data: functions = [] } = useQuery(queries.functions.list.queryOptions());
  const releases = useQueries({
    queries: functionIds.map((functionId) =>
      queries.functions.releases.queryOptions({ input: { functionId } }),
    ),
  });
  const deployments = useQueries({
    queries: functionIds.map((functionId) =>
      queries.functions.deployments.queryOptions({ input: { functionId } }),
    ),
  });
  return functionIds.map((functionId, index) => ({
    functionId,
    name: functions.find(({ id }) => id === functionId)?.name ?? functionId,
    goes: `${count(releases[index]?.data?.length ?? 0, 'release')} and ${count(deployments[index]?.data?.length ?? 0, 'deployment')}`,
  }));
}

/** What would bring back the functions that were deleted last; the platform knows it for ten minutes. */
let lastDeleted: readonly string[] = [];

function remember(undoTokens: readonly string[]): void {
  lastDeleted = undoTokens;
  refreshCommands();
}

/** Whether there is something that `restoreFunctions` would bring back. */
export function canRestoreFunctions(): boolean {
  return lastDeleted.length > 0;
}

/** Brings back the functions that were deleted last. */
export async function restoreFunctions(): Promise<void> {
  const undoTokens = lastDeleted;
  remember([]);
  try {
    for (const undoToken of undoTokens) await rpc.functions.restore({ undoToken });
  } catch (error) {
    showFailure(error);
  }
}

function offerUndo(what: string, undoTokens: readonly string[]): void {
  remember(undoTokens);
  showNotice({
    text: `${what} ${undoTokens.length === 1 ? 'was' : 'were'} deleted.`,
    action: { label: 'Undo', run: () => void restoreFunctions() },
  });
}

function count(number: number, noun: string): string {
  return `${number === 0 ? 'no' : number} ${noun}${number === 1 ? '' : 's'}`;
}
