import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { AtelierError } from '../../contract/errors.ts';
import { functionBounds } from '../../contract/limits.ts';
import type { PackagedModule } from '../../packager/package-module.ts';
import { createExecutor } from '../../worker/executor.ts';
import { TraceRecorder } from '../../worker/trace/trace-recorder.ts';
import type { CommandIo } from '../command-line.ts';
import type { RunOptions } from './run-options.ts';
import type { RunOutcome } from './run-program.ts';

/** The one executable of this process. */
const key = 'run';

/**
 * Runs a JavaScript release as a worker does: standard input is read to its end first, and the output is there when
 * the script has ended. Throws `function-failed` where the script can't be loaded, `usage` for folders, which no
 * script could use.
 */
export async function runScript(
  packaged: PackagedModule,
  options: RunOptions,
  io: CommandIo,
): Promise<RunOutcome> {
  if (options.mounts.length > 0)
    throw new AtelierError('usage', 'a JavaScript function has no file system: leave --dir out.');
  const executor = createExecutor();
  const executable = { ...packaged.executable, moduleDigest: '', scriptDigest: '' };
  await executor.load(key, { executable, module: packaged.module, script: packaged.script });
  try {
    return await executor.invoke(
      key,
      {
        id: `invocation_${randomUUID()}`,
        trigger: 'Std',
        arguments: options.arguments,
        environment: options.environment,
        head: '',
        body: await buffer(io.stdin),
        limits: { maxMemory: functionBounds.maximumMemory, output: Number.MAX_SAFE_INTEGER },
      },
      new TraceRecorder(),
    );
  } finally {
    executor.unload(key);
  }
}
