/** Sends the request's body to $ADDRESS and answers with what comes back. */
async function main() {
  const socket = await net.WasiTcpConn.connect(std.getenv('ADDRESS'));
  await socket.write(readStdin());
  const answer = await socket.read();
  await socket.end();
  return answer;
}
