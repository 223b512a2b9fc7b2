import type { ReactNode } from 'react';
import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import { Copied } from '../ui/copied.tsx';
import { PulsarTriggerEditor } from './pulsar-trigger.tsx';

/** The ways in which a function is called: two that every function has, and messages of a topic. */
export function TriggersSection({ subject }: { readonly subject: FunctionSummary }) {
  return (
    <div className="flex max-w-200 flex-col gap-5 p-4">
      <Trigger name="Std" mark="always there">
        <p>
          The body of a request is the function's standard input, and what it writes to standard output is the
          answer.
        </p>
        <CopiedLine what="The Std call" line={`curl -d 'some input' '${subject.url}'`} />
      </Trigger>
      <Trigger name="HTTP" mark="always there">
        <p>
          The function gets the request as a structure and gives a status, headers and a body. JavaScript
          defines <code>trigger_http(request)</code>; every other language reads the request from file
          descriptor 3 and writes the response to 4, each as one JSON object.
        </p>
        <CopiedLine what="The HTTP call" line={`curl '${subject.url}?trigger=http'`} />
      </Trigger>
      <Trigger name="Pulsar" mark="not running yet">
        <PulsarTriggerEditor functionId={subject.id} />
      </Trigger>
    </div>
  );
}

interface TriggerProps {
  readonly name: string;
  /** Its state, in words. */
  readonly mark: string;
  readonly children: ReactNode;
}

function Trigger({ name, mark, children }: TriggerProps) {
  return (
    <section aria-label={`${name} trigger`} className="flex flex-col gap-2">
      <h2 className="flex items-center gap-2 font-semibold">
        {name}{' '}
        <span className="rounded-small bg-pane px-1.5 text-small font-medium text-ink-muted">{mark}</span>
      </h2>
      {children}
    </section>
  );
}

function CopiedLine({ what, line }: { readonly what: string; readonly line: string }) {
  return (
    <p className="flex min-w-0 items-center gap-1">
      <Copied text={line} what={what} className="rounded-control bg-pane px-2 py-1" />
    </p>
  );
}
