import type { Hostcall } from '../contract/hostcalls.ts';
import type { Halt } from '../contract/invocation.ts';

/** The words of dmesg that its writer and its parser share. The grammar is the vendor's (docs/wire.md, 2). */

/** What stands for the context of a guest's call, and of the halt. */
export const guestContext = '30c0ffee';
export const haltContext = 'c000';

export const haltName = 'HOST_HALT';
export const gracefulExit = 'GRACEFULLY EXIT';
export const exitReason = 'host_halt';
export const neverReturned = 'never returned';

/** How the reason of a halt begins, for those that are not the guest's own exit; a colon and the message follow. */
export const haltReasons = {
  trap: 'trap',
  exception: 'exception',
  'malformed-response': 'malformed response',
  'memory-limit': 'memory limit',
  'stack-limit': 'stack limit',
  'output-limit': 'output limit',
  deadline: 'deadline',
  cancelled: 'cancelled',
  lost: 'lost',
} as const satisfies Record<Exclude<Halt['kind'], 'exit'>, string>;

/** How dmesg spells a hostcall: upper case, behind its module: `WASI_FD_WRITE`, `HOST_TCP_CONNECT`. */
export function dmesgName({ module, name }: Pick<Hostcall, 'module' | 'name'>): string {
  const prefix = { wasi_snapshot_preview1: 'WASI_', env: '', host: 'HOST_' }[module];
  return `${prefix}${name}`.toUpperCase();
}

/** Puts text on one line: line ends and backslashes are escaped as in C. */
export function escapeLine(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}

/** Undoes {@link escapeLine}. */
export function unescapeLine(line: string): string {
  return line.replace(/\\([nr\\])/g, (_, letter: string) => ({ n: '\n', r: '\r' })[letter] ?? '\\');
}
