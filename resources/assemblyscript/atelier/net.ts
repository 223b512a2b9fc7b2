// @ts-ignore: decorator
@external("env", "host_tcp_connect")
declare function host_tcp_connect(address: usize, size: usize, flags: u32, fd: usize): void;

// @ts-ignore: decorator
@external("env", "host_tls_connect")
declare function host_tls_connect(address: usize, size: usize, flags: u32, fd: usize): void;

/** Connects to `host:port` by TCP and gives the descriptor of the connection, for `atelier/io`. Throws without one. */
export function connectTcp(address: string): u32 {
  const bytes = String.UTF8.encode(address);
  const fd: StaticArray<u32> = [u32.MAX_VALUE];
  host_tcp_connect(changetype<usize>(bytes), <usize>bytes.byteLength, 0, changetype<usize>(fd));
  return connected(fd[0], address);
}

/** Connects to `host:port` by TLS, as {@link connectTcp} does by TCP. */
export function connectTls(address: string): u32 {
  const bytes = String.UTF8.encode(address);
  const fd: StaticArray<u32> = [u32.MAX_VALUE];
  host_tls_connect(changetype<usize>(bytes), <usize>bytes.byteLength, 0, changetype<usize>(fd));
  return connected(fd[0], address);
}

function connected(fd: u32, address: string): u32 {
  if (fd == u32.MAX_VALUE) throw new Error(`no connection to ${address}`);
  return fd;
}
