import type { ModuleReport } from '../../src-main/contract/rpc/functions.ts';
import { formatBytes } from '../ui/format.ts';
import { FactTable } from './fact-table.tsx';
import { Treemap, type TreemapGroup } from './treemap.tsx';

const listed = 20;
/** A drawing of fewer parts says nothing that their list does not. */
const leastDrawn = 4;

/** What every script comes with, and what leads back to its files: they would leave no room for its own code. */
const aroundScripts: ReadonlySet<string> = new Set(['engine', 'source map']);

/** What the fields of a module's producers section mean. */
const producerWords: Readonly<Record<string, string>> = { 'processed-by': 'tool', sdk: 'SDK' };

/** What a module consists of: functions by size, sections, what it imports and what for, and whether images apply. */
export function ModuleReportView({ report }: { readonly report: ModuleReport }) {
  const hasFunctions = report.functionCount > 0 && report.functions.length > 0;
  const drawn = report.functions.filter(({ group }) => hasFunctions || !aroundScripts.has(group));
  return (
    <div className="flex flex-col gap-5">
      <section className="flex flex-col gap-2">
        <h2 className="font-semibold">
          {formatBytes(report.size)} of WebAssembly
          {hasFunctions && `, ${countFunctions(report.functionCount)}`}
        </h2>
        {drawn.length >= leastDrawn && <Treemap label="Code by origin and size" groups={byGroup(drawn)} />}
        <p className={report.imageObstacles.length === 0 ? 'text-good' : 'text-warn'}>
          {report.imageObstacles.length === 0
            ? 'Instances are recycled: between requests their memory is put back to what it was after the start.'
            : `Every request gets a new instance, because ${report.imageObstacles.join(', ')}.`}
        </p>
      </section>
      <div className="columns-2 gap-5 *:mb-5">
        <FactTable
          title={hasFunctions ? 'Largest functions' : 'Parts'}
          // Files of one package differ in the end of their paths.
          wrap={!hasFunctions}
          rows={report.functions.slice(0, listed).map(({ name, size }) => [name, formatBytes(size)])}
        />
        <FactTable title="Capabilities" rows={report.capabilities.map((name) => [name, ''])} />
        <FactTable title="Environment keys read" rows={report.environmentKeys.map((name) => [name, ''])} />
        {/* Those of a script's engine say nothing of the script. */}
        {hasFunctions && <ModuleFacts report={report} />}
      </div>
      <FactTable
        title="Imports, and what they are for"
        // Some compilers import a function once for each place that declares it.
        rows={[...new Map(report.imports.map(({ module, name, purpose }) => [`${module}.${name}`, purpose]))]}
      />
    </div>
  );
}

function ModuleFacts({ report }: { readonly report: ModuleReport }) {
  const { sections, exports, producers, features } = report;
  return (
    <>
      <FactTable
        title="Sections"
        rows={sections
          .toSorted((one, other) => other.size - one.size)
          .map(({ name, size }) => [name, formatBytes(size)])}
      />
      <FactTable title="Exports" rows={exports.slice(0, listed).map(({ name, kind }) => [name, kind])} />
      <FactTable
        title="Languages and tools"
        rows={producers.map(({ field, name, version }) => [
          `${name} ${version}`,
          producerWords[field] ?? field,
        ])}
      />
      <FactTable
        title="WebAssembly features"
        wrap
        rows={features.length === 0 ? [] : [[features.join(', '), '']]}
      />
    </>
  );
}

function countFunctions(count: number): string {
  return count === 1 ? '1 function' : `${count.toLocaleString()} functions`;
}

function byGroup(functions: ModuleReport['functions']): TreemapGroup[] {
  const groups = Object.groupBy(functions, ({ group }) => group);
  return Object.entries(groups).map(([name, parts = []]) => ({
    name,
    size: parts.reduce((sum, { size }) => sum + size, 0),
    parts,
  }));
}
