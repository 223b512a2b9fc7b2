import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  errnoNames,
  type Hostcall,
  type HostcallParameter,
  hostcalls,
  wideKinds,
} from '../../../../src-main/contract/hostcalls.ts';
import { GuestHalt } from '../../../../src-main/worker/guest-halt.ts';
import { ByteSink } from '../../../../src-main/worker/stdio/byte-sink.ts';
import { ByteSource } from '../../../../src-main/worker/stdio/byte-source.ts';
import type { Descriptor } from '../../../../src-main/worker/wasi/descriptor.ts';
import { openHostFolder } from '../../../../src-main/worker/wasi/filesystem/host/open-host-folder.ts';
import { createTemporaryDirectory } from '../../../../src-main/worker/wasi/filesystem/temporary-directory.ts';
import { cases } from '../../../support/cases.ts';
import { createHostcallGuest, type HostcallGuest } from '../../../support/hostcalls.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

type Value = number | bigint;
interface Call {
  readonly name: string;
  readonly values: readonly Value[];
}

const preview1 = hostcalls.filter(({ module }) => module === 'wasi_snapshot_preview1');
const isOfFiles = ({ name }: Hostcall) => /^(fd|path)_/.test(name) && !name.startsWith('fd_prestat');

const paths = [
  'a',
  'b',
  'l',
  'a/b',
  'a/b/c',
  'l/b',
  '..',
  '.',
  '',
  '/a',
  'a/',
  'a/..',
  '../b',
  'a//b',
  'é',
].concat(['x'.repeat(255), 'x'.repeat(256)]);
/** Where things lie in the guest's memory. */
const place = {
  results: 512,
  iovecs: 700,
  paths: 1024,
  records: 20_000,
  data: 25_000,
  dataSize: 600,
} as const;
const pathAt = (index: number) => place.paths + index * 300;
const pathOf = (pointer: Value | undefined) => paths[(Number(pointer) - place.paths) / 300];

/** The last value is the path's place, whose length the next one is. */
const pathLength = Symbol('length of the path before');

/** A value that makes sense, more often than not. */
function sensible({ name: call }: Hostcall, { name, kind }: HostcallParameter, before?: HostcallParameter) {
  switch (kind) {
    case 'fd':
      return call.startsWith('path_')
        ? fc.constantFrom(3, 3, 3, 4, 4, 5, 99)
        : fc.constantFrom(0, 3, 4, 5, 5, 6, 6, 7);
    case 'text':
      return fc.nat(paths.length - 1).map(pathAt);
    case 'size':
      if (before?.kind === 'text') return fc.constant(pathLength);
      return before?.name.match(/iovs|_data/) ? fc.nat(3) : fc.constantFrom(0, 1, 24, 40, 300);
    case 'pointer':
      if (/iovs|_data/.test(name)) return fc.constant(place.iovecs);
      return name.startsWith('buf') || name === 'path'
        ? fc.constant(place.records)
        : fc.constant(place.results);
    case 'rights':
      return fc.constantFrom(-1n, -1n, ~66n, 2n, 66n, 0n);
    case 'cookie':
      return fc.constantFrom(0n, 1n, 2n, -1n);
    case 'flags':
      return name === 'oflags' ? fc.nat(15) : fc.constantFrom(0, 0, 0, 1, 1, 4, 5, 64);
    case 'enumeration':
      return fc.constantFrom(0, 1, 2, 5, 77);
    case 'exit-code':
      return fc.constant(3);
    default:
      return fc.constantFrom(0n, 1n, 5n, 100n, 5000n, 70_000n, -1n, 2n ** 63n - 1n, -(2n ** 63n));
  }
}

/** Any value, and often one at the end of something. */
function wild({ kind }: HostcallParameter) {
  return wideKinds.has(kind)
    ? fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
    : fc.oneof(fc.constantFrom(-1, 0, 65_535, 65_536, 65_500, 2 ** 31 - 1), fc.integer());
}

function callsOf(table: readonly Hostcall[], { isWild }: { readonly isWild: boolean }): fc.Arbitrary<Call[]> {
  const call = fc.constantFrom(...table).chain((entry) =>
    fc
      .tuple(
        ...entry.parameters.map((parameter, index) => {
          const usual = sensible(entry, parameter, entry.parameters[index - 1]);
          return isWild ? fc.oneof({ weight: 6, arbitrary: usual }, wild(parameter)) : usual;
        }),
      )
      .map((drawn) => ({
        name: entry.name,
        values: drawn.map((value, index) =>
          value === pathLength
            ? Buffer.byteLength(pathOf(drawn[index - 1] as Value) ?? '')
            : (value as Value),
        ),
      })),
  );
  return fc.array(call, { minLength: 1, maxLength: 30 });
}

/** A directory `a`, a file `b` in it and beside it, a link to `a`; these are the descriptors 4, 6 and 5. */
const beginning: readonly Call[] = [
  { name: 'path_create_directory', values: [3, pathAt(0), 1] },
  { name: 'path_open', values: [3, 0, pathAt(0), 1, 2, ~66n, -1n, 0, place.results] },
  { name: 'path_open', values: [3, 0, pathAt(1), 1, 1, -1n, -1n, 0, place.results] },
  { name: 'path_open', values: [3, 0, pathAt(3), 3, 1, -1n, -1n, 0, place.results] },
  { name: 'path_symlink', values: [pathAt(0), 1, 3, pathAt(2), 1] },
  { name: 'fd_write', values: [5, place.iovecs, 3, place.results] },
];

function guestOver(directory: Descriptor): HostcallGuest {
  const streams = [
    new ByteSource(Buffer.from('input')),
    new ByteSink('stdout', 1e6),
    new ByteSink('stderr', 1e6),
  ];
  const descriptors = [...streams, directory];
  const guest = createHostcallGuest({ arguments: ['p', 'é'], environment: { A: 'b' }, descriptors });
  const { memory } = guest;
  for (const [index, path] of paths.entries()) memory.slice(pathAt(index), 300).set(Buffer.from(path));
  for (const [index, size] of [10, 0, 300].entries()) {
    memory.writeU32(place.iovecs + index * 8, place.data + index * 100);
    memory.writeU32(place.iovecs + index * 8 + 4, size);
  }
  expect(beginning.map((call) => make(guest, call))).toEqual(beginning.map(() => 'success'));
  return guest;
}

/** Makes a call and names what came of it. Whatever is thrown but the guest's end is a fault of the host. */
function make(guest: HostcallGuest, { name, values }: Call): string {
  try {
    const returned = guest.call(name, ...values) as number | undefined;
    return returned === undefined ? 'nothing' : (errnoNames[returned] ?? `errno ${returned}`);
  } catch (error) {
    if (error instanceof GuestHalt) return error.halt.kind;
    throw error;
  }
}

/** Gives what makes an empty folder of the host for each case of a property. */
function hostFolders(): () => Descriptor {
  const folder = temporaryFolder();
  return () => openHostFolder(mkdtempSync(join(folder, 'case-')), '/tmp');
}

describe.each([
  { where: 'in memory', opener: () => createTemporaryDirectory },
  { where: 'of the host', opener: hostFolders },
])('any calls, over files $where', ({ opener }) => {
  it('are no fault of the host, whatever they are given', () => {
    const open = opener();
    const property = fc.property(callsOf(preview1, { isWild: true }), (calls) => {
      const guest = guestOver(open());
      for (const call of calls) if (make(guest, call) === 'exit') break;
      guest.descriptors.closeAll();
    });
    fc.assert(property, { numRuns: cases(100) });
  });
});

/** What a guest sees of a call: its errno, and where it succeeded what it wrote, but for times and numbers of nodes. */
function seen(guest: HostcallGuest, call: Call): unknown {
  const outcome = make(guest, call);
  if (outcome !== 'success') return outcome;
  const { memory } = guest;
  const results = preview1
    .find(({ name }) => name === call.name)!
    .results.map(({ parameter }) => memory.readU32(Number(call.values[parameter])));
  const data = /read$/.test(call.name)
    ? Buffer.from(memory.slice(place.data, place.dataSize)).toString('hex')
    : '';
  return [outcome, results, data, /filestat_get$/.test(call.name) ? statOf(guest) : null];
}

/** Type, links and size; the last two are a file system's own affair where it is a directory. */
function statOf({ memory }: HostcallGuest): readonly (Value | null)[] {
  const type = memory.readU8(place.records + 16);
  const isDirectory = type === 3;
  const [links, size] = [24, 32].map((offset) => memory.readU64(place.records + offset));
  return isDirectory ? [type] : [type, links!, size!];
}

describe('files', () => {
  it.runIf(process.platform === 'linux')('are the same to a guest in memory and on the host', () => {
    const openOfHost = hostFolders();
    const property = fc.property(callsOf(preview1.filter(isOfFiles), { isWild: false }), (calls) => {
      const [inMemory, ofHost] = [guestOver(createTemporaryDirectory()), guestOver(openOfHost())];
      for (const call of calls)
        expect(seen(inMemory, call), JSON.stringify(call.name)).toEqual(seen(ofHost, call));
      for (const guest of [inMemory, ofHost]) guest.descriptors.closeAll();
    });
    fc.assert(property, { numRuns: cases(100) });
  });
});
