import { wasmPageBytes } from '../../src-main/contract/limits.ts';
import type { OptimisationOutcome, Release, ReleaseFacts } from '../../src-main/contract/release.ts';
import { formatBytes, formatMemory } from '../ui/format.ts';
import { FactTable } from './fact-table.tsx';

/** How a release was made: by what, told what, from how much to how little, and what there is to warn of. */
export function ReleaseFactsView({ release }: { readonly release: Release }) {
  const { facts, toolchain, wasmSize } = release;
  if (facts === null || wasmSize === null) return null;
  return (
    <div className="flex flex-col gap-2">
      <FactTable
        title="How it was made"
        wrap
        rows={[
          ['Compiler', toolchain ?? 'compiled elsewhere'],
          ...(facts.flags.length === 0 ? [] : [[facts.flags.join(' '), 'compiler flags'] as const]),
          ['WebAssembly', formatBytes(wasmSize)],
          ['As workers load it', formatBytes(facts.packagedSize)],
          ...optimisationRows(facts.optimisation),
          ...memoryRows(facts.memory),
        ]}
      />
      {facts.warnings.map((warning) => (
        <p key={warning} className="text-warn">
          {warning}
        </p>
      ))}
    </div>
  );
}

function optimisationRows(outcome: OptimisationOutcome | null): (readonly [string, string])[] {
  if (outcome === null) return [];
  const { level, optimiser, size } = outcome;
  const name = `Optimised to ${level} by ${optimiser}`;
  if (outcome.outcome === 'kept') return [[name, 'kept as it was']];
  return [[name, size === null ? '' : formatBytes(size)]];
}

function memoryRows(memory: ReleaseFacts['memory']): (readonly [string, string])[] {
  if (memory === null) return [];
  const { initialPages, maximumPages } = memory;
  const atMost = maximumPages === null ? [] : [`at most ${formatMemory(maximumPages * wasmPageBytes)}`];
  return [['Memory at the start', [formatMemory(initialPages * wasmPageBytes), ...atMost].join(', ')]];
}
