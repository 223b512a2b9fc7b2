import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queries } from '../rpc/client.ts';
import { formatBytes } from '../ui/format.ts';
import { Truncated } from '../ui/truncated.tsx';

const listed = 15;

interface ReleaseDiffProps {
  readonly before: { readonly id: string; readonly number: number };
  readonly after: { readonly id: string; readonly number: number };
  /** Where another one can be chosen to compare with. */
  readonly choice?: ReactNode;
}

/** What changed from one release to another: size, functions, imports, capabilities and environment keys. */
export function ReleaseDiff({ before, after, choice = `v${before.number}` }: ReleaseDiffProps) {
  const { data: diff } = useQuery(
    queries.releases.diff.queryOptions({ input: { before: before.id, after: after.id } }),
  );
  if (diff === undefined) return null;
  const growth = diff.sizeAfter - diff.sizeBefore;
  const lists = [
    ['New imports', diff.importsAdded],
    ['Imports gone', diff.importsRemoved],
    ['New capabilities', diff.capabilitiesAdded],
    ['Capabilities gone', diff.capabilitiesRemoved],
    ['New environment keys', diff.environmentKeysAdded],
    ['Environment keys gone', diff.environmentKeysRemoved],
  ] as const;
  const isSame =
    growth === 0 && diff.functions.length === 0 && lists.every(([, names]) => names.length === 0);
  return (
    <section>
      <h2 className="mb-1 flex items-center gap-1.5 font-semibold">
        v{after.number} against {choice}
      </h2>
      {isSame ? (
        <p className="text-ink-muted">
          Nothing changed in size, functions, imports, capabilities or environment keys.
        </p>
      ) : (
        <dl className="grid grid-cols-[11rem_1fr] gap-y-1">
          <Row name="Size">
            {formatBytes(diff.sizeBefore)} → {formatBytes(diff.sizeAfter)} ({growth >= 0 ? '+' : '−'}
            {formatBytes(Math.abs(growth))})
          </Row>
          {lists.map(
            ([name, names]) =>
              names.length > 0 && (
                <Row key={name} name={name}>
                  {names.join(', ')}
                </Row>
              ),
          )}
          {diff.functions.length > 0 && (
            <Row name="Code by change">
              <ul className="font-mono text-small">
                {diff.functions.slice(0, listed).map(({ name, before: old, after: now }) => (
                  <li key={name} className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-2">
                    <span>
                      {now >= old ? '+' : '−'}
                      {formatBytes(Math.abs(now - old))}
                    </span>
                    <span className="flex gap-1.5">
                      <Truncated text={name} />
                      {old === 0 && <span className="shrink-0 text-ink-muted">new</span>}
                      {now === 0 && <span className="shrink-0 text-ink-muted">gone</span>}
                    </span>
                  </li>
                ))}
                {diff.functions.length > listed && (
                  <li className="text-ink-muted">and further ones that changed less</li>
                )}
              </ul>
            </Row>
          )}
        </dl>
      )}
    </section>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="min-w-0 break-words select-text">{children}</dd>
    </>
  );
}
