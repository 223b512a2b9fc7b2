import { ClipboardCopy, GitCompareArrows } from 'lucide-react';
import type { InvocationTrace } from '../../src-main/contract/rpc/invocations.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { askToCompareInvocation, compareWithSuccess } from './compare-invocations.tsx';
import { copyInvocationAsCurl } from './invocation-menu.ts';
import { hasFailed } from './outcome.tsx';
import { SecondOpinionButton } from './second-opinion.tsx';

/** What can be done with the invocation that a trace is of. */
export function TraceActions({ trace }: { readonly trace: InvocationTrace }) {
  const { invocation: row, hasRemains } = trace;
  return (
    <div className="flex shrink-0 items-center gap-1">
      {hasFailed(row) && hasRemains && (
        <Button onClick={() => void compareWithSuccess(row)}>Compare with the last success</Button>
      )}
      {hasRemains && (
        <>
          <IconButton
            icon={GitCompareArrows}
            label="Compare with…"
            onClick={() => askToCompareInvocation(row)}
          />
          <SecondOpinionButton trace={trace} />
        </>
      )}
      <IconButton icon={ClipboardCopy} label="Copy as curl" onClick={() => void copyInvocationAsCurl(row)} />
    </div>
  );
}
