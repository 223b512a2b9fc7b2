// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_read")
declare function fd_read(fd: u32, pieces: usize, count: usize, size: usize): u32;

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_write")
declare function fd_write(fd: u32, pieces: usize, count: usize, size: usize): u32;

/** Standard input: the body of a Std call. */
export const stdin: u32 = 0;
/** Standard output: the answer to a Std call. */
export const stdout: u32 = 1;
/** Standard error: the log. */
export const stderr: u32 = 2;

/** One read of up to `limit` bytes; empty at the end. Throws where the descriptor can't be read. */
export function readSome(fd: u32, limit: i32 = 65536): Uint8Array {
  const bytes = new Uint8Array(limit);
  const piece: StaticArray<usize> = [bytes.dataStart, <usize>limit];
  const size = new StaticArray<usize>(1);
  const errno = fd_read(fd, changetype<usize>(piece), 1, changetype<usize>(size));
  if (errno) throw new Error(`reading descriptor ${fd.toString()}: errno ${errno.toString()}`);
  return bytes.subarray(0, <i32>size[0]);
}

/** Everything up to the end of a descriptor. */
export function readBytes(fd: u32): Uint8Array {
  let all = new Uint8Array(0);
  for (let some = readSome(fd); some.length > 0; some = readSome(fd)) {
    const longer = new Uint8Array(all.length + some.length);
    longer.set(all);
    longer.set(some, all.length);
    all = longer;
  }
  return all;
}

/** Everything up to the end of a descriptor, which is UTF-8. */
export function readText(fd: u32): string {
  return textOf(readBytes(fd));
}

/** The text that bytes are in UTF-8. */
export function textOf(bytes: Uint8Array): string {
  return String.UTF8.decodeUnsafe(bytes.dataStart, <usize>bytes.length);
}

/** Writes all of the bytes. Throws where the descriptor takes no more. */
export function writeBytes(fd: u32, bytes: Uint8Array): void {
  const size = new StaticArray<usize>(1);
  for (let rest = bytes; rest.length > 0; rest = rest.subarray(<i32>size[0])) {
    const piece: StaticArray<usize> = [rest.dataStart, <usize>rest.length];
    const errno = fd_write(fd, changetype<usize>(piece), 1, changetype<usize>(size));
    if (errno) throw new Error(`writing descriptor ${fd.toString()}: errno ${errno.toString()}`);
  }
}

/** Writes a text in UTF-8. */
export function writeText(fd: u32, text: string): void {
  writeBytes(fd, Uint8Array.wrap(String.UTF8.encode(text)));
}
