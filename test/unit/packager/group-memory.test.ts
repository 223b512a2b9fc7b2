import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { groupMemory } from '../../../src-main/packager/group-memory.ts';

const mebibyte = 1024 ** 2;
/** Holds memory, and says so once it does. */
const holder = `globalThis.held = Buffer.alloc(${200 * mebibyte}, 1); console.log('held'); process.stdin.resume();`;
/** Has another process hold it, and ends with it when its own input ends. */
const parent = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(holder)}], { stdio: 'inherit' });`;

describe.skipIf(process.platform === 'win32')('groupMemory', () => {
  it('counts what a process has started', async () => {
    const child = spawn(process.execPath, ['-e', parent], {
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
    });
    onTestFinished(() => void process.kill(-child.pid!, 'SIGKILL'));
    await once(child.stdout, 'data');
    expect(await groupMemory(child.pid!)).toBeGreaterThan(200 * mebibyte);
  });

  it.runIf(process.platform === 'linux')('finds nothing in a process that is gone', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    expect(await groupMemory(child.pid!)).toBe(0);
  });
});
