import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names.ts';

interface FactTableProps {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, value: string])[];
  /** Long names go on in the next line; they are cut off otherwise. */
  readonly wrap?: boolean;
}

/** Names with what there is to say of each, under a title; nothing where there is none. */
export function FactTable({ title, rows, wrap = false }: FactTableProps): ReactNode {
  if (rows.length === 0) return null;
  return (
    <section className="min-w-0 break-inside-avoid">
      <h3 className="mb-1 text-small font-medium text-ink-muted">{title}</h3>
      <dl className="divide-y rounded-card border">
        {rows.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names can repeat, and the list never changes
          <div key={index} className="flex gap-3 px-2.5 py-1">
            <dt
              className={classNames(
                'min-w-0 grow font-mono text-small select-text',
                wrap ? 'break-words' : 'truncate',
              )}
              title={wrap ? undefined : name}
            >
              {name}
            </dt>
            <dd className="shrink-0 text-right text-small text-ink-muted">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
