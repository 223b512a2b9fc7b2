import type { InvocationTrace } from '../../src-main/contract/rpc/invocations.ts';

/** What the function wrote to stdout and stderr, as far as the trace kept it. */
export function OutputLens({ trace }: { readonly trace: InvocationTrace }) {
  return (
    <div className="flex h-full flex-col overflow-auto p-4 select-text">
      <Stream name="stdout" text={trace.stdout} />
      <Stream name="stderr" text={trace.stderr} />
    </div>
  );
}

function Stream({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <section className="mb-4">
      <h2 className="mb-1 text-small font-medium text-ink-muted">{name}</h2>
      {text === '' ? (
        <p className="text-ink-faint">Nothing was written.</p>
      ) : (
        <pre className="rounded-control bg-pane p-3 break-all whitespace-pre-wrap">{text}</pre>
      )}
    </section>
  );
}
