import { Copy } from 'lucide-react';
import type { InvocationTrace } from '../../src-main/contract/rpc/invocations.ts';
import { keptOutputBytes } from '../../src-main/contract/trace-events.ts';
import { copyText } from '../ui/copy-text.ts';
import { formatMemory } from '../ui/format.ts';
import { IconButton } from '../ui/icon-button.tsx';

/** What the function wrote to stdout and stderr, as far as the trace kept it. */
export function OutputLens({ trace }: { readonly trace: InvocationTrace }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by the keyboard
    <section tabIndex={0} aria-label="Output" className="flex h-full flex-col gap-4 overflow-auto p-4">
      <Stream name="stdout" text={trace.stdout} />
      <Stream name="stderr" text={trace.stderr} />
    </section>
  );
}

function Stream({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <section aria-label={name}>
      <div className="mb-1 flex h-6 items-center gap-2 text-small text-ink-muted">
        <h2 className="font-medium">{name}</h2>
        {isEnd(text) && (
          <span className="text-warn">Only its last {formatMemory(keptOutputBytes)} were kept.</span>
        )}
        <span className="grow" />
        {text !== '' && (
          <IconButton icon={Copy} label={`Copy ${name}`} onClick={() => void copyText(text, name)} />
        )}
      </div>
      {text === '' ? (
        <p className="text-ink-faint">Nothing was written.</p>
      ) : (
        <pre className="rounded-control bg-pane p-3 break-words whitespace-pre-wrap select-text">{text}</pre>
      )}
    </section>
  );
}

/** Whether there was more before it: as much as is kept is there. */
function isEnd(text: string): boolean {
  return new Blob([text]).size >= keptOutputBytes;
}
