import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { LoadOrder, LoadReport, LoadResult } from './load-order.ts';

/** A process that puts load on a server. */
export interface LoadClient extends Disposable {
  readonly pid: number | undefined;
  /** Does one order to its end. Fails where an answer is not 200. */
  run(order: LoadOrder): Promise<LoadResult>;
}

export function startLoadClient(): LoadClient {
  const child: ChildProcess = fork(new URL('./load-client.ts', import.meta.url), { execArgv: [] });
  return {
    pid: child.pid,
    async run(order) {
      child.send(order);
      const [report] = (await once(child, 'message')) as [LoadReport];
      if (report.problem !== null) throw new Error(`The load client failed: ${report.problem}`);
      return report.result;
    },
    [Symbol.dispose]() {
      child.disconnect();
    },
  };
}

/** A GET as a client sends it that does no more than it has to. */
export function getRequest(path: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: bench\r\n\r\n`;
}

/** Requests a second. */
export function throughput({ requests, milliseconds }: LoadResult): number {
  return (requests * 1000) / milliseconds;
}
