import type { ModuleReport } from '../../src-main/contract/rpc/functions.ts';
import { formatBytes } from '../ui/format.ts';
import { FactTable } from './fact-table.tsx';
import { Treemap, type TreemapGroup } from './treemap.tsx';

const listed = 20;

/** What a module consists of: functions by size, sections, what it imports and what for, and whether images apply. */
export function ModuleReportView({ report }: { readonly report: ModuleReport }) {
  // A script's code is its engine's and its text: there is nothing of its own to draw.
  const hasFunctions = report.functionCount > 0 && report.functions.length > 0;
  return (
    <div className="flex flex-col gap-5">
      <section>
        <h2 className="font-semibold">
          {formatBytes(report.size)} of WebAssembly
          {hasFunctions && `, ${report.functionCount.toLocaleString()} functions`}
        </h2>
        {hasFunctions && (
          <div className="mt-2">
            <Treemap label="Code by origin and size" groups={byGroup(report.functions)} />
          </div>
        )}
      </section>
      <p className={report.imageObstacles.length === 0 ? 'text-good' : 'text-warn'}>
        {report.imageObstacles.length === 0
          ? 'Recycled between requests: an image of its memory is put back instead of building a new instance.'
          : `Every request gets a new instance, because ${report.imageObstacles.join(', ')}.`}
      </p>
      <div className="grid grid-cols-2 gap-5">
        <FactTable
          title={hasFunctions ? 'Largest functions' : 'Parts'}
          rows={report.functions.slice(0, listed).map(({ name, size }) => [name, formatBytes(size)])}
        />
        {hasFunctions && (
          <FactTable
            title="Sections"
            rows={report.sections.map(({ name, size }) => [name, formatBytes(size)])}
          />
        )}
      </div>
      <FactTable
        title="Imports, and what they are for"
        rows={report.imports.map(({ module, name, purpose }) => [`${module}.${name}`, purpose])}
      />
      <div className="grid grid-cols-2 gap-5">
        <FactTable title="Capabilities" rows={report.capabilities.map((name) => [name, ''])} />
        <FactTable title="Environment keys read" rows={report.environmentKeys.map((name) => [name, ''])} />
        {/* Those of a script's engine say nothing of the script. */}
        {hasFunctions && (
          <FactTable
            title="Exports"
            rows={report.exports.slice(0, listed).map(({ name, kind }) => [name, kind])}
          />
        )}
        <FactTable
          title="Made with"
          rows={[
            ...report.producers.map(({ field, name, version }) => [`${name} ${version}`, field] as const),
            ...report.features.map((feature) => [feature, 'feature'] as const),
          ]}
        />
      </div>
    </div>
  );
}

function byGroup(functions: ModuleReport['functions']): TreemapGroup[] {
  const groups = Object.groupBy(functions, ({ group }) => group);
  return Object.entries(groups).map(([name, parts = []]) => ({
    name,
    size: parts.reduce((sum, { size }) => sum + size, 0),
    parts,
  }));
}
