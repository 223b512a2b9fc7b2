/** A process that tries to lock the home of its first argument, reports whether it has it, and holds it. */
import { AtelierError } from '../../../src-main/contract/errors.ts';
import { lockHome } from '../../../src-main/store/lock-home.ts';

try {
  lockHome(process.argv[2] ?? '');
  process.send?.('locked');
} catch (error) {
  process.send?.(error instanceof AtelierError ? error.message : `${error}`);
}
// The channel keeps the process alive until it is killed.
process.on('message', () => {});
