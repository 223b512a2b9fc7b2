import { ClipboardCopy, GitCompareArrows } from 'lucide-react';
import type { InvocationRow } from '../../src-main/contract/rpc/invocations.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { askToCompareInvocation, compareWithSuccess } from './compare-invocations.tsx';
import { copyInvocationAsCurl } from './invocation-menu.ts';
import { hasFailed, wasRefused } from './outcome.tsx';
import { SecondOpinionButton } from './second-opinion.tsx';

/** What can be done with the invocation that a trace is of. */
export function TraceActions({ row }: { readonly row: InvocationRow }) {
  return (
    <div className="flex shrink-0 items-center gap-1">
      {hasFailed(row) && !wasRefused(row) && (
        <Button icon={GitCompareArrows} onClick={() => void compareWithSuccess(row)}>
          Compare with the last success
        </Button>
      )}
      {!wasRefused(row) && (
        <>
          <IconButton
            icon={GitCompareArrows}
            label="Compare with…"
            onClick={() => askToCompareInvocation(row)}
          />
          <SecondOpinionButton row={row} />
        </>
      )}
      <IconButton icon={ClipboardCopy} label="Copy as curl" onClick={() => void copyInvocationAsCurl(row)} />
    </div>
  );
}
