import type { ReactNode } from 'react';

interface FactTableProps {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, value: string])[];
}

/** Names with what there is to say of each, under a title; nothing where there is none. */
export function FactTable({ title, rows }: FactTableProps): ReactNode {
  if (rows.length === 0) return null;
  return (
    <section className="min-w-0">
      <h3 className="mb-1 text-small font-medium text-ink-muted">{title}</h3>
      <dl className="divide-y rounded-card border">
        {rows.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names can repeat, and the list never changes
          <div key={index} className="flex gap-3 px-2.5 py-1">
            <dt className="min-w-0 grow truncate font-mono text-small select-text" title={name}>
              {name}
            </dt>
            <dd className="shrink-0 text-right text-small text-ink-muted">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
