import { importing } from './guest.ts';

/** Writes that text to a descriptor: an expression for the programs below, which keep their iovec at address 0. */
function write(descriptor: number, length: number): string {
  return `
    (i32.store (i32.const 0) (i32.const 1024))
    (i32.store (i32.const 4) (i32.const ${length}))
    (drop (call $fd_write (i32.const ${descriptor}) (i32.const 0) (i32.const 1) (i32.const 8)))`;
}

/** The text as it stands in a text module's string. */
function quoted(text: string): string {
  return [...new TextEncoder().encode(text)]
    .map((byte) => `\\${byte.toString(16).padStart(2, '0')}`)
    .join('');
}

/** A command that writes a text to stdout (1), stderr (2) or the response of a trigger (4). */
export function writing(text: string, descriptor = 1): string {
  return `(module ${importing('fd_write')} (memory (export "memory") 1) (data (i32.const 1024) "${quoted(text)}")
    (func (export "_start") ${write(descriptor, Buffer.byteLength(text))}))`;
}

/** A command that writes a text to stderr and ends with an exit code. */
export function exiting(code: number, text: string): string {
  return `(module ${importing('fd_write', 'proc_exit')} (memory (export "memory") 1)
    (data (i32.const 1024) "${quoted(text)}")
    (func (export "_start") ${write(2, Buffer.byteLength(text))} (call $proc_exit (i32.const ${code}))))`;
}

/** A command that sleeps that many milliseconds and then writes a text to stdout. */
export function sleeping(milliseconds: number, text: string): string {
  // A subscription of 48 bytes at 64: the monotonic clock (id 1 at 16), the timeout in nanoseconds at 24.
  return `(module ${importing('fd_write', 'poll_oneoff')} (memory (export "memory") 1)
    (data (i32.const 1024) "${quoted(text)}")
    (func (export "_start")
      (i32.store (i32.const 80) (i32.const 1))
      (i64.store (i32.const 88) (i64.const ${milliseconds * 1_000_000}))
      (drop (call $poll_oneoff (i32.const 64) (i32.const 128) (i32.const 1) (i32.const 192)))
      ${write(1, Buffer.byteLength(text))}))`;
}

/** A command that counts to that many in a loop, which is all that it does. */
export function counting(times: number): string {
  return `(module (memory (export "memory") 1) (func (export "_start") (local $count i32)
    (loop $again
      (local.set $count (i32.add (local.get $count) (i32.const 1)))
      (br_if $again (i32.lt_u (local.get $count) (i32.const ${times}))))))`;
}

/** A command that writes a text to stdout and never ends. */
export function writingForever(text: string): string {
  return `(module ${importing('fd_write')} (memory (export "memory") 1) (data (i32.const 1024) "${quoted(text)}")
    (func (export "_start") ${write(1, Buffer.byteLength(text))} (loop $again (br $again))))`;
}
