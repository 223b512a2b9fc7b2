import type { ReactNode } from 'react';
import type { TraceCall } from '../../src-main/contract/rpc/invocations.ts';
import { Split } from '../ui/split.tsx';
import { CallDetails } from './call-details.tsx';

interface CallSplitProps {
  readonly call: TraceCall | undefined;
  readonly children: ReactNode;
}

/** A lens with the selected call in full beside it. */
export function CallSplit({ call, children }: CallSplitProps) {
  return (
    <Split
      name="calls"
      panes={[
        { id: 'list', content: children, minSize: '300px' },
        {
          id: 'details',
          // It is there without a call as well: coming later, it would take the focus from the lens.
          content: call === undefined ? <NoCall /> : <CallDetails call={call} />,
          defaultSize: '320px',
          minSize: '220px',
          fixed: true,
        },
      ]}
    />
  );
}

function NoCall() {
  return <p className="h-full bg-pane p-3 text-ink-faint">Choose a call to see its arguments and results.</p>;
}
