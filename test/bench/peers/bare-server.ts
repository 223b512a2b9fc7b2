/** Entry of the bare contender: `node:http` that answers every request with the same bytes, and nothing else. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What it is started with. */
export interface BareAnswer {
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body: string;
}

process.once('message', ({ headers, body }: BareAnswer) => {
  const server = createServer({ keepAliveTimeout: 65_000 }, (_, response) => {
    response.writeHead(200, headers as string[]);
    response.end(body);
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
});
process.on('disconnect', () => process.exit());
