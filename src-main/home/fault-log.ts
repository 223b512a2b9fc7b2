import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { AtelierError } from '../contract/errors.ts';

/** Bytes after which a log is set aside, in place of the one that was set aside before. */
const logBytes = 4_194_304;

/**
 * Opens `<home>/logs/faults.log` and gives what writes a fault of ours into it, with its cause and at once: the process
 * may not live much longer. It never throws: what the log can't take, because the disk is full for example, goes to
 * stderr, for a fault that was told to nobody would be worse, and one that ended the platform worst.
 */
export function openFaultLog(home: string): (fault: AtelierError) => void {
  const folder = join(home, 'logs');
  const file = join(folder, 'faults.log');
  const append = (entry: string) => {
    mkdirSync(folder, { recursive: true });
    if (existsSync(file) && statSync(file).size > logBytes) renameSync(file, `${file}.old`);
    appendFileSync(file, entry, { mode: 0o600 });
  };
  return (fault) => {
    const entry = entryOf(fault);
    try {
      append(entry);
    } catch {
      process.stderr.write(entry);
    }
  };
}

function entryOf({ code, message, cause }: AtelierError): string {
  const reason = cause === undefined ? '' : `\n  ${inspect(cause).replaceAll('\n', '\n  ')}`;
  return `${new Date().toISOString()} ${code}: ${message}${reason}\n`;
}
