import { Fragment, type ReactNode } from 'react';
import { wasmPageBytes } from '../../src-main/contract/limits.ts';
import type { OptimisationOutcome, Release, ReleaseFacts } from '../../src-main/contract/release.ts';
import { formatBytes, formatMemory } from '../ui/format.ts';

/** How a release was made: by what, told what, from how much to how little, and what there is to warn of. */
export function ReleaseFactsView({ release }: { readonly release: Release }) {
  const { facts, toolchain, wasmSize } = release;
  if (facts === null || wasmSize === null) return null;
  const { flags, packagedSize, optimisation, memory, warnings } = facts;
  return (
    <div className="flex flex-col gap-2">
      <section>
        <h3 className="mb-1 text-small font-medium text-ink-muted">How it was made</h3>
        <dl className="divide-y rounded-card border text-small">
          <Fact name="Compiler" value={toolchain ?? 'compiled elsewhere'} />
          {flags.length > 0 && <Fact name="Compiler flags" value={<Flags flags={flags} />} />}
          <Fact name="WebAssembly" value={formatBytes(wasmSize)} />
          <Fact
            name={optimisation?.outcome === 'optimised' ? 'Before optimising' : 'As workers load it'}
            value={formatBytes(packagedSize)}
          />
          {optimisation !== null && <Fact name="Optimised" value={optimised(optimisation)} />}
          {memory !== null && <Fact name="Memory at the start" value={memoryOf(memory)} />}
        </dl>
      </section>
      {warnings.map((warning) => (
        <p key={warning} className="text-warn">
          {warning}
        </p>
      ))}
    </div>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: ReactNode;
}

function Fact({ name, value }: FactProps) {
  return (
    <div className="flex gap-3 px-2.5 py-1">
      <dt className="w-40 shrink-0 text-ink-muted">{name}</dt>
      <dd className="min-w-0 break-words select-text">{value}</dd>
    </div>
  );
}

/** A line ends between two flags only, not at the hyphens in them. */
function Flags({ flags }: { readonly flags: readonly string[] }) {
  return (
    <span className="font-mono">
      {flags.map((flag, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: flags can repeat, and the list never changes
        <Fragment key={index}>
          <span className="inline-block max-w-full">{flag}</span>{' '}
        </Fragment>
      ))}
    </span>
  );
}

function optimised({ outcome, level, optimiser, size }: OptimisationOutcome): string {
  const how = `to ${level} by ${optimiser}`;
  if (outcome === 'kept') return `${how}; the compiler’s output was kept`;
  return size === null ? how : `${formatBytes(size)}, ${how}`;
}

function memoryOf({ initialPages, maximumPages }: NonNullable<ReleaseFacts['memory']>): string {
  const atMost = maximumPages === null ? [] : [`at most ${formatMemory(maximumPages * wasmPageBytes)}`];
  return [formatMemory(initialPages * wasmPageBytes), ...atMost].join(', ');
}
