import { expect, it, vi } from 'vitest';
import { AtelierError } from '../../../src-main/contract/errors.ts';
import type { PackagedRelease, PackagingRequest } from '../../../src-main/contract/packaging.ts';
import { getBuildSettings, setBuildSettings } from '../../../src-main/control-plane/build-settings.ts';
import type { ControlPlane } from '../../../src-main/control-plane/control-plane.ts';
import { createFunction, type FunctionAddress } from '../../../src-main/control-plane/functions.ts';
import { listReleases } from '../../../src-main/control-plane/releases.ts';
import { restoreFunction, trashFunction } from '../../../src-main/control-plane/trash.ts';
import {
  heldUp,
  openControlPlane,
  PretendEngine,
  type PretendPackager,
  packagedFrom,
  refusal,
} from '../../support/control-plane.ts';
import { deploy } from '../../support/deploy.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** What a packager that optimises makes; what a compiler left as it was written. */
function packaged(request: PackagingRequest): PackagedRelease {
  const made = packagedFrom(request);
  const facts = { ...made.facts, compilerOptimised: false };
  const { optimisation: level = 'O0' } = request;
  if (level === 'O0') return { ...made, facts };
  const module = level.padEnd(64, '0');
  return {
    ...made,
    executable: { ...made.executable, moduleDigest: module, originsDigest: module },
    facts: {
      ...facts,
      optimisation: { level, outcome: 'optimised', optimiser: 'test', flags: [], size: 4, reason: null },
    },
  };
}

/** A packager whose compilers optimise nothing; `optimise` stands for what the optimiser does. */
function lazyCompilers(optimise = async (request: PackagingRequest) => packaged(request)): PretendPackager {
  return { package: async (request) => (isPlain(request) ? packaged(request) : optimise(request)) };
}

const isPlain = ({ optimisation = 'O0' }: PackagingRequest) => optimisation === 'O0';

function open(packager: PretendPackager, engine = new PretendEngine(), home = temporaryFolder()) {
  const harness = openControlPlane(home, { packager, engine });
  const { id: functionId } = createFunction(harness.plane, harness.ownerId, {});
  return { ...harness, address: { ownerId: harness.ownerId, functionId } };
}

function served(engine: PretendEngine, { functionId }: FunctionAddress): string | undefined {
  return engine.desired.get(functionId)?.active?.executable.moduleDigest;
}

function outcomeOf(plane: ControlPlane, address: FunctionAddress) {
  return listReleases(plane, address)[0]?.facts?.optimisation;
}

it('serves the compiler’s output first, and the optimised one once the engine is ready for it', async () => {
  const ready = heldUp<void>();
  const engine = new PretendEngine();
  await using harness = open(lazyCompilers(), engine);
  const { plane, address } = harness;
  engine.prepare = async ({ active }) => (active?.executable.originsDigest ? ready.begin() : undefined);
  await deploy(plane, address);
  await ready.begun;
  expect(served(engine, address)).not.toMatch(/^O2/);
  ready.end();
  await vi.waitFor(() => expect(served(engine, address)).toMatch(/^O2/));
  expect(outcomeOf(plane, address)).toMatchObject({ level: 'O2', outcome: 'optimised' });
});

it('makes nothing of what a newer deployment has replaced', async () => {
  const slow = heldUp<PackagedRelease>();
  const engine = new PretendEngine();
  await using harness = open(lazyCompilers(slow.begin), engine);
  const { plane, address } = harness;
  await deploy(plane, address, 'first');
  await slow.begun;
  setBuildSettings(plane, address, { optimisation: 'O0' });
  await deploy(plane, address, 'second');
  const serving = served(engine, address);
  slow.end(packaged({ digest: 'f'.repeat(64), content: 'wasm', platform: 'RUST', optimisation: 'O2' }));
  await new Promise(setImmediate);
  expect(served(engine, address)).toBe(serving);
});

it.each([
  ['the packager refuses it', lazyCompilers(() => Promise.reject(tooMuch)), new PretendEngine()],
  [
    'the engine can’t start it',
    lazyCompilers(),
    Object.assign(new PretendEngine(), {
      prepare: async ({ active }: Parameters<PretendEngine['prepare']>[0]) => {
        if (active?.executable.originsDigest) throw tooMuch;
      },
    }),
  ],
])('keeps the compiler’s output where %s, and does not try again', async (_, packager, engine) => {
  const home = temporaryFolder();
  const asked = vi.spyOn(packager, 'package');
  await using harness = open(packager, engine, home);
  const { plane, address } = harness;
  await deploy(plane, address);
  await vi.waitFor(() => expect(outcomeOf(plane, address)).toMatchObject({ outcome: 'kept' }));
  expect(outcomeOf(plane, address)?.reason).toBe(tooMuch.message);
  expect(listReleases(plane, address)[0]?.facts?.warnings).toEqual([expect.stringContaining('kept')]);
  expect(served(engine, address)).not.toMatch(/^O2/);
  asked.mockClear();
  await plane.resume();
  expect(asked.mock.calls.every(([request]) => isPlain(request))).toBe(true);
});

const tooMuch = new AtelierError('packaging-limit', 'It took too long.');

it('serves at once after a restart what was optimised before, and otherwise begins again', async () => {
  const home = temporaryFolder();
  const memory = new Map<string, PackagedRelease>();
  const remembering: PretendPackager = {
    ...lazyCompilers(async (request) => {
      memory.set(request.digest, packaged(request));
      return packaged(request);
    }),
    recall: async ({ digest }) => memory.get(digest),
  };
  const first = open(remembering, new PretendEngine(), home);
  const { address } = first;
  await deploy(first.plane, address);
  await vi.waitFor(() => expect(served(first.engine, address)).toMatch(/^O2/));
  await first[Symbol.asyncDispose]();

  const never = { ...remembering, package: lazyCompilers(() => new Promise(() => {})).package };
  await using second = openControlPlane(home, { packager: never });
  await second.plane.resume();
  expect(served(second.engine, address)).toMatch(/^O2/);
  await second[Symbol.asyncDispose]();

  memory.clear();
  await using third = openControlPlane(home, { packager: remembering });
  await third.plane.resume();
  await vi.waitFor(() => expect(served(third.engine, address)).toMatch(/^O2/));
});

it('follows the function’s settings, also when they go back', async () => {
  await using harness = open(lazyCompilers());
  const { plane, address, engine } = harness;
  await deploy(plane, address);
  setBuildSettings(plane, address, { optimisation: 'Oz', strip: 'symbols' });
  await vi.waitFor(() => expect(served(engine, address)).toMatch(/^Oz/));
  expect(getBuildSettings(plane, address)).toEqual({ optimisation: 'Oz', strip: 'symbols' });
  setBuildSettings(plane, address, { optimisation: 'O0' });
  await vi.waitFor(() => expect(served(engine, address)).not.toMatch(/^O/));
  expect(outcomeOf(plane, address)).toBeNull();
  expect(getBuildSettings(plane, address)).toEqual({ optimisation: 'O0', strip: 'debuginfo' });
});

it('leaves alone what a compiler has optimised, and the runtime of scripts', async () => {
  const asked: PackagingRequest[] = [];
  await using harness = open({
    package: async (request) => {
      asked.push(request);
      return asked.length === 1
        ? packagedFrom(request)
        : { ...packaged(request), executable: { ...packagedFrom(request).executable, kind: 'javascript' } };
    },
  });
  const { plane, address } = harness;
  await deploy(plane, address, 'optimised');
  await deploy(plane, address, 'script');
  expect(asked.map(isPlain)).toEqual([true, true]);
});

it('has settings that come back with a function, and refuses others', async () => {
  await using harness = open(lazyCompilers());
  const { plane, address } = harness;
  expect(getBuildSettings(plane, address)).toEqual({ optimisation: 'auto', strip: 'debuginfo' });
  setBuildSettings(plane, address, { strip: 'symbols' });
  await restoreFunction(plane, trashFunction(plane, address));
  expect(getBuildSettings(plane, address)).toEqual({ optimisation: 'auto', strip: 'symbols' });
  for (const input of [{ optimisation: 'O9' }, { strip: 'all' }, 'O2'])
    expect((await refusal(() => setBuildSettings(plane, address, input))).code).toBe('invalid-input');
});
