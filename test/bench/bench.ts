/** Entry of `npm run bench`: measures what the product promises, contenders in turn, and prints one table. */
import { parseArgs } from 'node:util';
import { compilersGroup } from './groups/compilers.ts';
import { computeGroup } from './groups/compute.ts';
import { deploymentGroup } from './groups/deployment.ts';
import { latencyGroup } from './groups/latency.ts';
import { memoryGroup } from './groups/memory.ts';
import { optimisationGroup } from './groups/optimisation.ts';
import { screenGroup } from './groups/screen.ts';
import { startTimeGroup } from './groups/start-time.ts';
import { throughputGroup } from './groups/throughput.ts';
import { tracingGroup } from './groups/tracing.ts';
import { currentCommit, describeMachine } from './machine.ts';
import { formatTable } from './report.ts';
import type { BenchSettings, Row, RowGroup } from './row-group.ts';

const groups: readonly RowGroup[] = [
  startTimeGroup,
  throughputGroup,
  latencyGroup,
  tracingGroup,
  computeGroup,
  optimisationGroup,
  memoryGroup,
  deploymentGroup,
  compilersGroup,
  screenGroup,
];

const help = `Measures what Atelier promises and prints one table.

Usage: npm run bench -- [options]

  --only NAME   One group of rows: ${groups.map(({ name }) => name).join(', ')}
  --peers       Also against workerd, which is installed into a temporary folder for the run
  --quick       Shorter and fewer rounds: for a first look, not for a comparison
  --json        Prints {machine, commit, rows} and nothing else on stdout
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    peers: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) process.stdout.write(help);
else await run();

async function run(): Promise<void> {
  const chosen = groups.filter(({ name }) => values.only === undefined || name === values.only);
  if (chosen.length === 0) {
    process.stderr.write(`There is no group "${values.only}".\n\n${help}`);
    process.exitCode = 1;
    return;
  }
  const [machine, commit] = [describeMachine(), currentCommit()];
  // Engine, worker thread and load client are busy at once: with fewer cores than that they take turns.
  if (machine.cores < 4)
    say(
      `${machine.cores} cores: the load client takes a part of what it measures, from every contender alike`,
    );
  const rows: Row[] = [];
  for (const group of chosen) {
    say(`\n${group.name}`);
    rows.push(...(await group.measure(settings())));
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ machine, commit, rows })}\n`);
  else process.stdout.write(`\n${formatTable(machine, commit, rows)}`);
}

function settings(): BenchSettings {
  const { peers, quick } = values;
  return quick
    ? { rounds: 3, turn: 400, scale: 0.1, peers, say }
    : { rounds: 12, turn: 700, scale: 1, peers, say };
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
