/** Sends the request's body to $ADDRESS and answers with what comes back. */
export async function main() {
  const socket = await net.WasiTcpConn.connect(std.getenv('ADDRESS') ?? '127.0.0.1:7000');
  await socket.write(readStdin());
  const answer = await socket.read();
  await socket.end();
  return answer;
}
