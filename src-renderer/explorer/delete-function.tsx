import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { create } from 'zustand';
import { goTo } from '../app/go-to.ts';
import { closeTab } from '../app/tabs/tabs.ts';
import { queries, rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { showNotice } from '../ui/notice.tsx';

const useDeletion = create<{ functionId: string | null }>(() => ({ functionId: null }));

/** Asks whether a function is to be deleted, and says what goes with it. */
export function askToDelete(functionId: string): void {
  useDeletion.setState({ functionId });
}

/** The question, wherever it was asked from. */
export function DeleteFunctionDialog() {
  const { functionId } = useDeletion();
  return functionId === null ? null : <Question key={functionId} functionId={functionId} />;
}

function Question({ functionId }: { readonly functionId: string }) {
  const input = { functionId };
  const { data: subject } = useQuery(queries.functions.get.queryOptions({ input }));
  const { data: releases = [] } = useQuery(queries.functions.releases.queryOptions({ input }));
  const { data: deployments = [] } = useQuery(queries.functions.deployments.queryOptions({ input }));
  const [error, setError] = useState<unknown>(null);
  const name = subject?.name ?? functionId;
  const close = (): void => useDeletion.setState({ functionId: null });
  const remove = async (): Promise<void> => {
    try {
      const { undoToken } = await rpc.functions.delete(input);
      close();
      const next = closeTab(`/function/${functionId}`);
      if (next !== undefined) goTo(next);
      showNotice({
        text: `${name} was deleted.`,
        action: { label: 'Undo', run: () => void rpc.functions.restore({ undoToken }) },
      });
    } catch (cause) {
      setError(cause);
    }
  };
  return (
    <Dialog
      open
      onClose={close}
      title={`Delete ${name}?`}
      description={
        <>
          With it go {count(releases.length, 'release')} and {count(deployments.length, 'deployment')}. Its
          address stops answering at once.
        </>
      }
      actions={
        <>
          <Button onClick={close}>Keep it</Button>
          <Button look="danger" onClick={() => void remove()}>
            Delete
          </Button>
        </>
      }
    >
      {error !== null && <Failure title="It could not be deleted" error={error} />}
    </Dialog>
  );
}

function count(number: number, noun: string): string {
  return `${number === 0 ? 'no' : number} ${noun}${number === 1 ? '' : 's'}`;
}
