import { fd_write, iovec, proc_exit } from "./bindings/wasi_snapshot_preview1";

const room: usize = 1024;
/** UTF-16 units that are written at once, each of which takes three bytes at the most. */
const piece: i32 = 128;

// @ts-ignore: decorator
@lazy const text = memory.data(1024);
// @ts-ignore: decorator
@lazy const vector = memory.data(4 * sizeof<usize>());
// @ts-ignore: decorator
@lazy let size: usize = 0;

/** Ends the function where something went wrong, and says what on stderr. It may have been memory: this takes none. */
export function atelier_abort(
  message: string | null = null,
  fileName: string | null = null,
  line: u32 = 0,
  column: u32 = 0
): void {
  put("abort: ");
  if (message !== null) put(message);
  put(" in ");
  if (fileName !== null) put(fileName);
  put("(");
  putNumber(line);
  put(":");
  putNumber(column);
  put(")\n");
  flush();
  proc_exit(255);
}

function put(words: string): void {
  let at = 0;
  while (at < words.length) {
    let count = min(words.length - at, piece);
    const isHalf = (words.charCodeAt(at + count - 1) & 0xfc00) == 0xd800;
    if (isHalf && at + count < words.length) count++;
    if (size + 3 * <usize>(piece + 1) > room) flush();
    size += String.UTF8.encodeUnsafe(changetype<usize>(words) + (<usize>at << 1), count, text + size);
    at += count;
  }
}

function putNumber(number: u32): void {
  if (number > 9) putNumber(number / 10);
  store<u8>(text + size++, <u8>(0x30 + (number % 10)));
}

function flush(): void {
  changetype<iovec>(vector).buf = text;
  changetype<iovec>(vector).buf_len = size;
  fd_write(2, vector, 1, vector + 2 * sizeof<usize>());
  size = 0;
}
