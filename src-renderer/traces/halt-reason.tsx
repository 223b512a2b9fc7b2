import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { InvocationTrace } from '../../src-main/contract/rpc/invocations.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { foldFrames, splitStack } from './fold-frames.ts';
import { lastWords } from './last-words.ts';
import { capitalised } from './outcome.tsx';
import { StackPlace } from './stack-place.tsx';

/** Why an invocation failed: the reason, where in the code, and what the function said at last. */
export function HaltReason({ trace }: { readonly trace: InvocationTrace }) {
  const { invocation, halt } = trace;
  const words = lastWords(trace);
  const isCancelled = halt.kind === 'cancelled';
  return (
    <div
      role="status"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by the keyboard
      tabIndex={0}
      className={classNames(
        'max-h-44 overflow-auto rounded-control px-3 py-2 select-text',
        isCancelled ? 'bg-warn-wash' : 'bg-bad-wash',
      )}
    >
      <p
        className={classNames(
          'font-medium break-words whitespace-pre-wrap',
          isCancelled ? 'text-warn' : 'text-bad',
        )}
      >
        {/* What a script throws is its own text. */}
        {halt.kind === 'exception' ? halt.message : capitalised(halt.message)}
      </p>
      {words !== '' && (
        <pre className="mt-1 text-small break-words whitespace-pre-wrap" title="What it wrote at last">
          {words}
        </pre>
      )}
      {halt.stack.length > 0 && <Stack functionId={invocation.functionId} stack={halt.stack} />}
    </div>
  );
}

interface StackProps {
  readonly functionId: string;
  readonly stack: InvocationTrace['halt']['stack'];
}

/** Begins with the function's own code; what called it to its end is a click away. */
function Stack({ functionId, stack }: StackProps) {
  const { inner, own } = splitStack(stack);
  const [isWhole, setWhole] = useState(false);
  return (
    <>
      {inner.length > 0 && (
        <Button
          look="quiet"
          icon={isWhole ? ChevronDown : ChevronRight}
          className="-ml-2.5 text-small"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? 'Hide' : 'Show'} {inner.length === 1 ? 'the frame' : `the ${inner.length} frames`} of the
          runtime and libraries
        </Button>
      )}
      <ol aria-label="Stack, innermost first" className="mt-1 font-mono text-small">
        {foldFrames(isWhole ? stack : own).map(({ frame, times }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: frames repeat in recursion and never move
          <li key={index}>
            at {frame.functionName}
            <span className="text-ink-muted">
              {frame.source !== null && (
                <>
                  {' ('}
                  <StackPlace functionId={functionId} source={frame.source} />)
                </>
              )}
              {frame.offset !== null && ` +0x${frame.offset.toString(16)}`}
              {times > 1 && ` × ${times}`}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
