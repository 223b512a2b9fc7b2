import type { ReactNode } from 'react';
import type { TraceCall } from '../../src-main/contract/rpc/invocations.ts';
import { formatDuration } from '../ui/format.ts';
import { hasFailed } from './trace-model.ts';

/** One call in full: every argument decoded and raw, what it gave back, and what that means. */
export function CallDetails({ call }: { readonly call: TraceCall }) {
  return (
    <section
      aria-label="Selected call"
      className="flex h-full flex-col gap-3 overflow-auto bg-pane p-3 select-text"
    >
      <header>
        <h2 className="font-mono font-semibold">{call.name}</h2>
        <p className="text-small text-ink-faint">{call.module}</p>
      </header>
      <p className={hasFailed(call) ? 'text-bad' : undefined}>{call.explanation}</p>
      <Facts
        title="Arguments"
        rows={call.arguments.map(({ name, decoded, raw }) => [name, decoded, raw] as const)}
      />
      <Facts title="Results" rows={call.results.map(({ name, value }) => [name, value, ''] as const)} />
      {call.errno !== null && (
        <Facts title="errno" rows={[[`${call.errno.name} (${call.errno.code})`, call.errno.meaning, '']]} />
      )}
      {call.start !== null && call.duration !== null && (
        <Facts
          title="Time"
          rows={[
            ['began', `${formatDuration(call.start)} into the run`, ''],
            ['took', formatDuration(call.duration), ''],
            ...(call.gap === null ? [] : [['guest before', formatDuration(call.gap), ''] as const]),
          ]}
        />
      )}
    </section>
  );
}

/** Whether a raw argument, hexadecimal as dmesg has it, says no more than the decoded one. */
function isSaid(raw: string, decoded: string): boolean {
  return raw === '' || raw === decoded || Number(`0x${raw}`) === Number(decoded);
}

interface FactsProps {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, value: string, raw: string])[];
}

function Facts({ title, rows }: FactsProps): ReactNode {
  if (rows.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1 text-small font-medium text-ink-muted">{title}</h3>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 font-mono text-small">
        {rows.map(([name, value, raw]) => (
          <div key={name} className="contents">
            <dt className="text-ink-muted">{name}</dt>
            <dd className="wrap-anywhere">
              {value}
              {!isSaid(raw, value) && <span className="text-ink-faint"> {raw}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
