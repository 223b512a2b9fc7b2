import type { ReactNode } from 'react';

/** Facts with their names, one below the other. */
export function FactList({ children }: { readonly children: ReactNode }) {
  return (
    <dl className="grid max-w-220 grid-cols-[9rem_minmax(0,1fr)] items-center gap-y-3 p-4">{children}</dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly children: ReactNode;
}

/** One of them. */
export function Fact({ name, children }: FactProps) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="flex min-w-0 items-center gap-1">{children}</dd>
    </>
  );
}
