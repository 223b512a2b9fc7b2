import type { Deployment } from '../../contract/deployment.ts';
import { AtelierError } from '../../contract/errors.ts';
import type { SourcePlace } from '../../contract/source-map.ts';
import { deploySource, type SourceFile } from '../../remote/deploy-source.ts';
import { explainFailure } from '../../workspace/build/explain-failure.ts';
import type { CommandIo } from '../command-line.ts';
import { deployArguments } from './arguments.ts';
import type { FunctionsCommand } from './command.ts';
import { printJson } from './print.ts';
import { createProgress } from './progress.ts';
import { readSourceFile } from './source-file.ts';

/** `clever functions deploy <source_file> [<platform_code>] <function_id>`: 1 where the deployment ends in ERROR. */
export const deployCommand: FunctionsCommand = {
  spellings: [['deploy']],
  parameters: '<source_file> [<platform_code>] <function_id>',
  summary: 'Deploy a source file, or WebAssembly that was compiled before',
  options: [],
  async run({ words, client, ownerId, io, json, usage }) {
    const { file, functionId, platform } = deployArguments(words, usage);
    const source = await readSourceFile(file, platform ?? undefined);
    const deployment = await deployWithProgress();
    if (json) printJson(io.stdout, deployment);
    if (deployment.status === 'ERROR')
      throw new AtelierError('compile-failed', `${deployment.id} failed:\n${reasonOf(deployment)}`);
    if (!json) printHowToCall(deployment, source, io);
    return 0;

    /** The compiler has seen the bytes alone; whoever reads its words knows the file. */
    function reasonOf(failed: Deployment): string {
      const locate = ({ line, column }: SourcePlace) => ({ file, line, column });
      return explainFailure(failed, { upload: source, locate }).errorReason ?? 'The platform gave no reason.';
    }

    async function deployWithProgress(): Promise<Deployment> {
      using progress = createProgress(io.stderr);
      return await deploySource(client, { ownerId, functionId }, source, progress.show);
    }
  },
};

/** The line to try it with, and a second one where the plain call would not reach what the script defines. */
function printHowToCall(deployment: Deployment, source: SourceFile, io: CommandIo): void {
  io.stdout.write(`curl ${deployment.url}\n`);
  const isScript = source.platform === 'JAVA_SCRIPT' && !source.isWasm;
  if (isScript && Buffer.from(source.bytes).includes('trigger_http'))
    io.stdout.write(`curl '${deployment.url}?trigger=http'\n`);
}
