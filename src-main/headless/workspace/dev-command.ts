import { assertNever } from '../../contract/assert-never.ts';
import { formatDiagnostic } from '../../contract/diagnostic.ts';
import type { DevEvent } from '../../workspace/watch/dev-event.ts';
import { startDevSession } from '../../workspace/watch/dev-session.ts';
import type { Command } from '../command-line.ts';
import { parseOptions } from '../parse-options.ts';
import { stopRequest } from '../stop-request.ts';
import { findDeployContext, workspaceOptions, workspaceOptionsHelp } from './workspace-options.ts';

const help = `Deploys the functions of a workspace, and each of them again when it changes, until it is stopped. A version that
can't be built takes nothing away: the last good one keeps serving.

Usage: atelier dev [name…]

${workspaceOptionsHelp}
Ctrl+C stops it; what it deployed stays.
`;

/** `atelier dev`: gives 0 after a clean stop. */
export const devCommand: Command = async (argv, io) => {
  const { values, words } = parseOptions(argv, workspaceOptions, 'atelier dev');
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  const context = await findDeployContext(values, io);
  const stop = stopRequest();
  const session = await startDevSession({
    ...context,
    names: words.length > 0 ? words : null,
    report: (event) => io.stdout.write(`${describeEvent(event)}\n`),
  });
  const isStarted = await Promise.race([session.started.then(() => true), stop.then(() => false)]);
  if (isStarted) io.stdout.write('Watching; stop with Ctrl+C.\n');
  await stop;
  await session.close();
  return 0;
};

/** A line for an event; a compiler's further lines, which point into the source, are kept. */
function describeEvent(event: DevEvent): string {
  switch (event.kind) {
    case 'served':
      return [
        `${event.name}  served after ${Math.round(event.milliseconds)} ms  ${event.url}`,
        ...event.diagnostics.map(formatDiagnostic),
      ].join('\n');
    case 'restored':
      return event.name === null
        ? 'atelier.json  is right again'
        : `${event.name}  unchanged: what is served is this version`;
    case 'left':
      return `${event.name}  is not in atelier.json any more; what was deployed stays`;
    case 'failed': {
      const consequence = event.keepsServing ? '  (the last good version keeps serving)' : '';
      const [line, ...rest] = event.message.split('\n');
      return [`${event.name ?? 'atelier.json'}  failed  ${line}${consequence}`, ...rest].join('\n');
    }
    default:
      return assertNever(event);
  }
}
