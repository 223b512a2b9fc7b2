// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_read")
declare function fd_read(fd: u32, pieces: usize, count: usize, size: usize): u32;

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_write")
declare function fd_write(fd: u32, pieces: usize, count: usize, size: usize): u32;

/** One read of up to 4 KiB; empty at the end. */
function readSome(fd: u32): ArrayBuffer {
  const buffer = new ArrayBuffer(4096);
  const piece: StaticArray<usize> = [changetype<usize>(buffer), 4096];
  const size = new StaticArray<usize>(1);
  const failed = fd_read(fd, changetype<usize>(piece), 1, changetype<usize>(size));
  return failed ? new ArrayBuffer(0) : buffer.slice(0, <i32>size[0]);
}

/** Everything that the descriptor has, as text. */
function readAll(fd: u32): string {
  const bytes = new Array<u8>();
  for (let some = readSome(fd); some.byteLength > 0; some = readSome(fd)) {
    const view = Uint8Array.wrap(some);
    for (let index = 0; index < view.length; index++) bytes.push(view[index]);
  }
  return String.UTF8.decodeUnsafe(bytes.dataStart, bytes.length);
}

function write(fd: u32, text: string): void {
  const bytes = String.UTF8.encode(text);
  const piece: StaticArray<usize> = [changetype<usize>(bytes), <usize>bytes.byteLength];
  const size = new StaticArray<usize>(1);
  fd_write(fd, changetype<usize>(piece), 1, changetype<usize>(size));
}

const input = readAll(0).trim();
const name = input.length > 0 ? input : "World";
write(2, "greeting " + name + "\n");
write(1, "Hello, " + name + "!\n");
