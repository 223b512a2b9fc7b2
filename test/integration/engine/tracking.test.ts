import { expect, it } from 'vitest';
import type { TrackedCode } from '../../../src-main/contract/dirty-pages.ts';
import { platformLimits } from '../../../src-main/contract/limits.ts';
import { parseModule } from '../../../src-main/packager/module/parse-module.ts';
import { trackWrites } from '../../../src-main/packager/module/track-writes.ts';
import { packageModule } from '../../../src-main/packager/package-module.ts';
import { ExecutableSource, type TrackModule } from '../../../src-main/scheduler/executable-source.ts';
import { Scheduler } from '../../../src-main/scheduler/scheduler.ts';
import { assemble } from '../../support/assemble.ts';
import { importing } from '../../support/guest.ts';

/** Says a text of one letter; memory is large enough for a sooner start to be worth something. */
const saying = (letter: string, work = '') => `(module
  ${importing('fd_write')}
  (memory (export "memory") 64)
  (data (i32.const 0) "\\08\\00\\00\\00\\01\\00\\00\\00${letter}")
  (func (export "_start") ${work} (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 16)))))`;

/** Some milliseconds. */
const work = `(local $left i32) (local.set $left (i32.const 10000000))
  (loop $again (i32.store (i32.const 4096) (local.get $left))
    (br_if $again (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))`;

const own = packageModule(assemble(saying('a')));

/** What a stand-in makes of a module says something else, so that it shows which of them serves. */
async function trackedOther(): Promise<TrackedCode<WebAssembly.Module>> {
  const { bytes } = trackWrites(parseModule(packageModule(assemble(saying('b'))).module))!;
  return { module: new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>), shifts: new Int32Array(0) };
}

/** Serves a module and calls it that often, or until it says `last`, one call after another; gives what each said. */
async function say(wasm: typeof own, track: TrackModule, calls: number, last = ''): Promise<string[]> {
  const executables = new ExecutableSource(async () => wasm.module, track);
  const scheduler = new Scheduler({ workers: 1, limits: platformLimits, executables });
  const active = {
    deploymentId: 'deployment_1',
    releaseId: 'release_1',
    executable: { ...wasm.executable, moduleDigest: 'module', scriptDigest: null },
  };
  scheduler.apply({
    functionId: 'function_1',
    environment: {},
    maxMemory: 64 * 1024 * 1024,
    maxInstances: 1,
    active,
  });
  const said: string[] = [];
  const request = {
    id: 'invocation_1',
    trigger: 'Std',
    head: '',
    body: new Uint8Array(0),
  } as const;
  const caller = { id: request.id, receivedAt: 0, method: 'GET', userAgent: '', target: { path: '/' } };
  for (let call = 0; call < calls && said.at(-1) !== last; call += 1)
    await new Promise<void>((resolve, reject) => {
      scheduler.submit(scheduler.find('function_1')!, request, caller, (outcome) => {
        if (outcome.kind === 'refused') return reject(outcome.error);
        said.push(Buffer.from(outcome.output.stdout).toString());
        resolve();
      });
    });
  await scheduler.close(0);
  return said;
}

it('serves a function that is called often, and briefly, by the form that starts sooner', async () => {
  // As many calls as it takes where the machine has other things to do as well.
  const said = await say(own, trackedOther, 50_000, 'b');
  expect(said[0]).toBe('a');
  expect(said.at(-1)).toBe('b');
});

it('leaves one alone whose runs are long', async () => {
  let asked = false;
  const track = () => {
    asked = true;
    return trackedOther();
  };
  const said = await say(packageModule(assemble(saying('a', work))), track, 250);
  expect(new Set(said)).toEqual(new Set(['a']));
  expect(asked).toBe(false);
});

it('goes on as before where there is no such form', async () => {
  const failing = () => Promise.reject(new Error('the thread failed'));
  for (const track of [failing, async () => null])
    expect(new Set(await say(own, track, 600))).toEqual(new Set(['a']));
});
