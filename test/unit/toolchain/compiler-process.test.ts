import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type CompilerCommand,
  prepareNextCompiler,
  startCompiler,
} from '../../../src-main/toolchain/compiler-process.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** What a program sees of its surroundings, but for what a shell adds of its own. */
const look = `process.stdin.resume().on('end', () => {
  const { PWD, OLDPWD, SHLVL, _, ...environment } = process.env;
  console.log(JSON.stringify({ arguments: process.argv.slice(1), folder: process.cwd(), environment }));
  console.error('complaints');
  process.exitCode = 3;
});`;

async function outcome(command: CompilerCommand) {
  const child = await startCompiler(command, false);
  const closed = once(child, 'close');
  const [out, complaints, [code]] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { seen: JSON.parse(out), complaints, code };
}

it.skipIf(process.platform === 'win32')(
  'is the same compiler, whether a shell has waited for it or not',
  async () => {
    const folder = realpathSync(temporaryFolder());
    const anyText = fc.string({
      unit: fc.constantFrom("'", '"', '\\', '$', '`', '\n', ' ', '*', '-', 'é', 'a'),
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { maxLength: 4 }), anyText, async (words, value) => {
        const command: CompilerCommand = {
          program: process.execPath,
          parameters: ['-e', look, '--', ...words],
          folder,
          environment: { PATH: '/usr/bin', VALUE: value },
        };
        const direct = await outcome(command);
        const seen = { arguments: words, folder, environment: { PATH: '/usr/bin', VALUE: value } };
        expect(direct).toEqual({ seen, complaints: 'complaints\n', code: 3 });
        await prepareNextCompiler();
        expect(await outcome(command)).toEqual(direct);
      }),
      { numRuns: 5 },
    );
  },
);
