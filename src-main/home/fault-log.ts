import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { AtelierError } from '../contract/errors.ts';

/** Bytes after which a log is set aside, in place of the one that was set aside before. */
const logBytes = 4_194_304;

/**
 * Opens `<home>/logs/faults.log` and gives what writes a fault of ours into it, with its cause and at once: the process
 * may not live much longer.
 */
export function openFaultLog(home: string): (fault: AtelierError) => void {
  const folder = join(home, 'logs');
  const file = join(folder, 'faults.log');
  return (fault) => {
    mkdirSync(folder, { recursive: true });
    if (existsSync(file) && statSync(file).size > logBytes) renameSync(file, `${file}.old`);
    const cause = fault.cause === undefined ? '' : `\n  ${inspect(fault.cause).replaceAll('\n', '\n  ')}`;
    appendFileSync(file, `${new Date().toISOString()} ${fault.code}: ${fault.message}${cause}\n`, {
      mode: 0o600,
    });
  };
}
