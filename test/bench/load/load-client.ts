/** Entry of the load client: a process of its own, so that the time it takes is not taken from the bench's. */
import { median } from '../rounds.ts';
import { KeepAliveConnection } from './keep-alive-connection.ts';
import type { LoadOrder, LoadReport, LoadResult } from './load-order.ts';

process.on('message', (order: LoadOrder) => {
  const report = (message: LoadReport) => process.send?.(message);
  run(order).then(
    (result) => report({ result, problem: null }),
    (error: Error) => report({ result: null, problem: error.message }),
  );
});
process.on('disconnect', () => process.exit());

function run({ port, request, connections, milliseconds, requests }: LoadOrder): Promise<LoadResult> {
  const { promise, resolve, reject } = Promise.withResolvers<LoadResult>();
  const times: number[] = [];
  const open: KeepAliveConnection[] = [];
  const mostRequests = requests ?? Number.POSITIVE_INFINITY;
  const startedAt = performance.now();
  const until = startedAt + (milliseconds ?? Number.POSITIVE_INFINITY);
  let [sent, busy] = [0, connections];

  for (let index = 0; index < connections; index += 1) {
    let sentAt = 0;
    const send = () => {
      sentAt = performance.now();
      sent += 1;
      connection.send();
    };
    const answered = () => {
      const now = performance.now();
      times.push(now - sentAt);
      if (now < until && sent < mostRequests) send();
      else {
        busy -= 1;
        if (busy === 0) end(now);
      }
    };
    const connection = new KeepAliveConnection({ port, request }, answered, (problem) => {
      for (const other of open) other.close();
      reject(new Error(problem));
    });
    open.push(connection);
    send();
  }
  return promise;

  function end(now: number): void {
    for (const connection of open) connection.close();
    resolve({ requests: times.length, milliseconds: now - startedAt, p50: median(times) * 1000 });
  }
}
