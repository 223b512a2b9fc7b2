import type { Deployment } from '../../../src-main/contract/deployment.ts';
import { type Executable, executableVersion } from '../../../src-main/contract/executable.ts';
import type { CloudFunction } from '../../../src-main/contract/function.ts';
import type { PackagedRelease } from '../../../src-main/contract/packaging.ts';
import type { Release, ReleaseFacts } from '../../../src-main/contract/release.ts';

export const noon = '2024-05-01T12:00:00.000Z';
export const later = '2024-05-01T12:00:01.000Z';

export function sampleFunction(id: string, changes: Partial<CloudFunction> = {}): CloudFunction {
  return {
    id,
    ownerId: 'user_1',
    name: 'hello',
    description: null,
    tag: null,
    environment: { GREETING: 'Grüß Gott, "world"' },
    maxMemory: 4_294_967_296,
    maxInstances: 3,
    createdAt: noon,
    updatedAt: noon,
    ...changes,
  };
}

export function sampleRelease(id: string, changes: Partial<Release> = {}): Release {
  return {
    id,
    functionId: 'function_1',
    number: 1,
    platform: 'JAVA_SCRIPT',
    content: 'source',
    digest: 'a'.repeat(64),
    size: 120,
    wasmDigest: null,
    wasmSize: null,
    toolchain: null,
    facts: null,
    createdAt: noon,
    ...changes,
  };
}

export function sampleDeployment(id: string, changes: Partial<Deployment> = {}): Deployment {
  return {
    id,
    functionId: 'function_1',
    releaseId: null,
    name: null,
    description: null,
    tag: null,
    platform: 'JAVA_SCRIPT',
    status: 'WAITING_FOR_UPLOAD',
    errorReason: null,
    diagnostics: [],
    url: null,
    createdAt: noon,
    updatedAt: noon,
    ...changes,
  };
}

export const sampleFacts: ReleaseFacts = {
  flags: ['--optimize'],
  compilerOptimised: true,
  packagedSize: 2_310_000,
  imports: [{ module: 'wasi_snapshot_preview1', name: 'fd_write', kind: 'function' }],
  exports: [{ name: '_start', kind: 'function' }],
  memory: { initialPages: 17, maximumPages: null },
  customSections: [{ name: 'name', size: 120 }],
  optimisation: null,
  warnings: [],
};

export function samplePackage(changes: Partial<Executable> = {}): PackagedRelease {
  return {
    wasmDigest: 'c'.repeat(64),
    wasmSize: 2_310_144,
    toolchain: 'QuickJS 0.15.1',
    executable: {
      version: executableVersion,
      kind: 'javascript',
      moduleDigest: 'd'.repeat(64),
      scriptDigest: 'e'.repeat(64),
      wasmSize: 2_310_144,
      memory: { initialPages: 17, maximumPages: null, imported: true },
      globals: ['atelier.global.0'],
      codeShifts: [],
      imageObstacles: [],
      ...changes,
    },
    facts: sampleFacts,
    reused: false,
  };
}
