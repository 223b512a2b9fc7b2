import type { Deployment } from '../../contract/deployment.ts';
import { diagnosticsOf, formatDiagnostic } from '../../contract/diagnostic.ts';
import { toAtelierError } from '../../contract/errors.ts';
import type { ManifestFunction } from '../../contract/manifest.ts';
import {
  type DeployContext,
  deployPrepared,
  entryOf,
  prepareFunction,
} from '../../workspace/deploy-function.ts';
import { requireManifest } from '../../workspace/manifest/read-manifest.ts';
import { printJson } from '../clever/print.ts';
import { createProgress } from '../clever/progress.ts';
import type { Command, CommandIo } from '../command-line.ts';
import { parseOptions } from '../parse-options.ts';
import { stopWithSignals } from '../stop-request.ts';
import { findDeployContext, workspaceOptions, workspaceOptionsHelp } from './workspace-options.ts';

const help = `Builds and deploys the functions of a workspace, all of them or those that are named.

Usage: atelier deploy [name…] [--json]

  --json              Print the deployments as JSON
${workspaceOptionsHelp}`;

/** How one function fared: its deployment, or what kept it from becoming one in the same fields. */
type Outcome = { readonly function: string } & (
  | Deployment
  | (Pick<Deployment, 'errorReason' | 'diagnostics' | 'url'> & { readonly status: 'ERROR' })
);

/** What shells say of a command that Ctrl+C has ended. */
const stoppedCode = 130;

/**
 * `atelier deploy`: 1 where one of the functions could not be deployed; the others are all the same. 130 where it was
 * stopped, and its compilers with it; the deployment that it was at is taken back.
 */
export const deployCommand: Command = async (argv, io) => {
  const options = { ...workspaceOptions, json: { type: 'boolean' } } as const;
  const { values, words } = parseOptions(argv, options, 'atelier deploy');
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  using stop = stopWithSignals();
  const context = { ...(await findDeployContext(values, io)), signal: stop.signal };
  const manifest = await requireManifest(context.folder);
  const names = words.length > 0 ? new Set(words) : Object.keys(manifest.functions);
  const entries = Array.from(names, (name) => [name, entryOf(manifest, name)] as const);
  const outcomes: Outcome[] = [];
  for (const [name, entry] of entries) {
    const outcome = await deployOne(context, name, entry, io).catch((error) => {
      if (stop.signal.aborted) return undefined;
      throw error;
    });
    if (outcome === undefined) return stoppedCode;
    outcomes.push(outcome);
    if (!values.json) printOutcome(outcome, io);
  }
  if (values.json) printJson(io.stdout, outcomes);
  else if (outcomes.length === 0)
    io.stdout.write('The manifest has no function yet. Add one with: atelier new <name> --template js\n');
  return outcomes.every(({ status }) => status === 'READY') ? 0 : 1;
};

async function deployOne(
  context: DeployContext,
  name: string,
  entry: ManifestFunction,
  io: CommandIo,
): Promise<Outcome> {
  using progress = createProgress(io.stderr, name);
  progress.show('BUILDING');
  try {
    const prepared = await prepareFunction(context, name, entry);
    return { function: name, ...(await deployPrepared(prepared, progress.show, context.signal)) };
  } catch (error) {
    context.signal?.throwIfAborted();
    const { code, message, details } = toAtelierError(error);
    if (code === 'internal' || code === 'unauthenticated' || code === 'engine-unavailable') throw error;
    const diagnostics = diagnosticsOf(details);
    return { function: name, status: 'ERROR', errorReason: message, diagnostics, url: null };
  }
}

function printOutcome(
  { function: name, status, url, errorReason, diagnostics }: Outcome,
  io: CommandIo,
): void {
  if (status === 'READY') {
    for (const warning of diagnostics) io.stderr.write(`${formatDiagnostic(warning)}\n`);
    io.stdout.write(`${name}  ${status}  ${url}\n`);
  } else io.stderr.write(`${name}  ${status}\n${errorReason ?? 'The platform gave no reason.'}\n`);
}
