import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { Peer } from './start-bare-server.ts';

const configuration = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [(name = "worker.js", esModule = embed "worker.js")],
    compatibilityDate = "2025-01-01",
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;

/** What lets workerd run a script that defines `trigger_http`: no more than the sample's request needs. */
const adapter = `
export default {
  async fetch(request) {
    const answer = trigger_http({
      method: request.method,
      url: request.url,
      headers: { "User-Agent": request.headers.get("User-Agent") },
      body: await request.text(),
    });
    return new Response(answer.body, answer);
  },
};
`;

/** Installs workerd into a temporary folder and serves the script with it; null, said clearly, where it can't be had. */
export async function startWorkerd(script: string, say: (text: string) => void): Promise<Peer | null> {
  const folder = mkdtempSync(join(tmpdir(), 'atelier-bench-workerd-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    const peer = await serve(folder, script);
    return {
      port: peer.port,
      pid: peer.pid,
      [Symbol.dispose]() {
        peer[Symbol.dispose]();
        remove();
      },
    };
  } catch (error) {
    remove();
    say(`JavaScript against workerd: left out, because workerd can't be had here (${firstLine(error)})`);
    return null;
  }
}

async function serve(folder: string, script: string): Promise<Peer> {
  const install = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error', 'workerd'];
  await promisify(execFile)('npm', install, { timeout: 180_000 });
  writeFileSync(join(folder, 'worker.js'), script + adapter);
  writeFileSync(join(folder, 'config.capnp'), configuration);
  const binary = join(folder, 'node_modules', '.bin', 'workerd');
  // It tells on this descriptor which port it took.
  const child = spawn(binary, ['serve', 'config.capnp', '--control-fd=3'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit').then(() => {
    throw new Error('it ended at once');
  });
  const lines = createInterface({ input: child.stdio[3] as Readable });
  const [line] = await Promise.race([once(lines, 'line'), exited]);
  exited.catch(() => {});
  const { port } = JSON.parse(line as string) as { port: number };
  return { port, pid: child.pid, [Symbol.dispose]: () => void child.kill() };
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0]!;
}
