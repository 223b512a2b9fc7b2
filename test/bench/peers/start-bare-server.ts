import { fork } from 'node:child_process';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { BareAnswer } from './bare-server.ts';

/** A server that runs, and how to reach it. */
export interface Peer extends Disposable {
  readonly port: number;
  readonly pid: number | undefined;
}

/** What Node says by itself in every answer. */
const ownHeaders = new Set(['date', 'connection', 'keep-alive']);

/** Starts a bare server that answers what this URL answers now. */
export async function startBareServer(url: string): Promise<Peer> {
  const child = fork(new URL('./bare-server.ts', import.meta.url), { execArgv: [] });
  child.send(await answerOf(url));
  const [port] = (await once(child, 'message')) as [number];
  return { port, pid: child.pid, [Symbol.dispose]: () => child.disconnect() };
}

async function answerOf(url: string): Promise<BareAnswer> {
  const request = get(url, { agent: false, headers: { 'User-Agent': 'bench' } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const headers: string[] = [];
  for (const [name, values = []] of Object.entries(response.headersDistinct))
    if (!ownHeaders.has(name)) for (const value of values) headers.push(canonical(name), value);
  return { headers, body: await text(response) };
}

function canonical(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}
