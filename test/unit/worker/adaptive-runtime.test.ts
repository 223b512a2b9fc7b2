import { describe, expect, it } from 'vitest';
import { type Executable, executableVersion } from '../../../src-main/contract/executable.ts';
import { AdaptiveRuntime } from '../../../src-main/worker/adaptive-runtime.ts';
import type { CommandRuntime } from '../../../src-main/worker/command-runtime.ts';
import { createGuest, createTrackedGuest, importing, invoke } from '../../support/guest.ts';

/** Counts in a loop as many times as stdin has bytes of 255, then traps where it ends with a zero. */
const counting = `(module
  ${importing('fd_read', 'fd_write')}
  (memory (export "memory") 17)
  (data (i32.const 0) "\\40\\00\\00\\00\\04\\00\\00\\00")
  (func $trap (i32.store (i32.const 2000) (i32.const 1)) unreachable)
  (func $_start (export "_start") (local $left i32)
    (drop (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 16)))
    (local.set $left (i32.load (i32.const 64)))
    (if (i32.eqz (local.get $left)) (then (call $trap)))
    (loop $again
      (i32.store (i32.const 4096) (local.get $left))
      (br_if $again (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))))`;

const stdin = (rounds: number) => new Uint8Array(Uint32Array.of(rounds).buffer);

function create() {
  const plain = createGuest(counting) as CommandRuntime;
  const tracked = createTrackedGuest(counting) as CommandRuntime;
  const runtime = new AdaptiveRuntime(executable, plain, tracked);
  return { plain, tracked, runtime };
}

const executable: Executable = {
  version: executableVersion,
  kind: 'command',
  moduleDigest: '0'.repeat(64),
  scriptDigest: null,
  wasmSize: 0,
  memory: { initialPages: 17, maximumPages: null, imported: true },
  globals: [],
  codeShifts: [],
  imageObstacles: [],
};

describe('a command in both its forms', () => {
  it('serves short runs by the one that starts sooner, and long ones by the other', async () => {
    const { plain, tracked, runtime } = create();
    const idle = () => [plain.facts().idleInstances, tracked.facts().idleInstances];
    await invoke(runtime, { body: stdin(1) });
    expect(idle()).toEqual([0, 1]);
    // Some milliseconds each, and as many as it takes to be believed.
    for (let run = 0; run < 200 && idle()[0] === 0; run += 1)
      await invoke(runtime, { body: stdin(3_000_000) });
    expect(idle()).toEqual([1, 0]);
    // As many as it takes where the machine has other things to do as well.
    for (let run = 0; run < 20_000 && idle()[1] === 0; run += 1) await invoke(runtime, { body: stdin(1) });
    expect(idle()).toEqual([0, 1]);
  });

  it('tells a trap by the offsets of the module that was uploaded, in either form', async () => {
    const { plain, runtime } = create();
    const [one, other] = [await invoke(plain, { body: stdin(0) }), await invoke(runtime, { body: stdin(0) })];
    expect(one.halt).toMatchObject({
      kind: 'trap',
      stack: [{ functionName: 'trap' }, { functionName: '_start' }],
    });
    expect(other.halt).toEqual(one.halt);
  });
});
