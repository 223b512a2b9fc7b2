import { stripVTControlCharacters } from 'node:util';
import { compileFailed } from './toolchain.ts';

/**
 * Runs an embedded compiler that, where it crashes, writes that to the console and ends its process: here that would be
 * a thread with other work to do. Throws `compile-failed` with the reason of the crash.
 */
export async function survivingCrash<T>(name: string, run: () => Promise<T>): Promise<T> {
  const { exit } = process;
  const { error: print } = console;
  let said = '';
  process.exit = () => {
    throw new Error(said);
  };
  console.error = (text) => {
    said += stripVTControlCharacters(String(text));
  };
  try {
    return await run();
  } catch (error) {
    const [reason = said] = /\b\w*Error: .*/.exec(`${said}\n${error}`) ?? [];
    throw compileFailed(
      `The compiler ${name} crashed: ${reason}\n` +
        'That is a fault of the compiler. Sources that are nested very deeply, and types that contain themselves without end, bring it about.',
      [],
    );
  } finally {
    process.exit = exit;
    console.error = print;
  }
}
