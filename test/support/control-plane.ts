import { join } from 'node:path';
import type { DesiredFunction, Engine } from '../../src-main/contract/engine.ts';
import { AtelierError } from '../../src-main/contract/errors.ts';
import { type Executable, executableVersion } from '../../src-main/contract/executable.ts';
import { type PlatformLimits, platformLimits } from '../../src-main/contract/limits.ts';
import type { PackagedRelease, PackagingRequest } from '../../src-main/contract/packaging.ts';
import type { ReleaseFacts } from '../../src-main/contract/release.ts';
import { type ControlPlane, createControlPlane } from '../../src-main/control-plane/control-plane.ts';
import { openCredentials } from '../../src-main/control-plane/credentials.ts';
import type { Packager } from '../../src-main/control-plane/ports.ts';
import { createReleaseReports } from '../../src-main/packager/inspect/release-reports.ts';
import { openObjectStore } from '../../src-main/registry/object-store.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { testCipher } from './test-cipher.ts';

const pretendFacts: ReleaseFacts = {
  flags: [],
  compilerOptimised: true,
  packagedSize: 8,
  imports: [],
  exports: [{ name: '_start', kind: 'function' }],
  memory: null,
  customSections: [],
  optimisation: null,
  warnings: [],
};

/** What `pretendPackager` makes of an input: recognisable by its digest, and otherwise as good as any. */
export function packagedFrom({ digest }: Pick<PackagingRequest, 'digest'>): PackagedRelease {
  const executable: Executable = {
    version: executableVersion,
    kind: 'command',
    moduleDigest: digest,
    scriptDigest: null,
    wasmSize: 8,
    memory: { initialPages: 1, maximumPages: null, imported: true },
    globals: [],
    codeShifts: [],
    imageObstacles: [],
  };
  return { wasmDigest: digest, wasmSize: 8, toolchain: null, executable, facts: pretendFacts, reused: false };
}

/** A packager that remembers nothing of what it made, unless it says otherwise. */
export type PretendPackager = Pick<Packager, 'package'> & Partial<Packager>;

/** A packager that accepts everything at once. */
export const pretendPackager: PretendPackager = {
  async package(request, listener) {
    listener.step('compile', 'skipped');
    listener.step('package', 'running');
    listener.log('packaged\n');
    listener.step('package', 'done');
    return packagedFrom(request);
  },
};

/** An engine that remembers what it was told. */
export class PretendEngine implements Engine {
  readonly gatewayUrl = 'http://127.0.0.1:8787';
  readonly desired = new Map<string, DesiredFunction>();

  async prepare(_target: DesiredFunction): Promise<void> {}

  apply(desired: DesiredFunction): void {
    this.desired.set(desired.functionId, desired);
  }

  remove(functionId: string): void {
    this.desired.delete(functionId);
  }

  async settled(): Promise<void> {}

  /** The deployment that takes a function's traffic. */
  activeDeploymentId(functionId: string): string | undefined {
    return this.desired.get(functionId)?.active?.deploymentId;
  }
}

export interface ControlPlaneHarness extends AsyncDisposable {
  readonly plane: ControlPlane;
  readonly engine: PretendEngine;
  readonly ownerId: string;
  readonly faults: AtelierError[];
}

/** A control plane over a real store and registry in `home`, with pretended packager and engine. */
export function openControlPlane(
  home: string,
  parts: {
    packager?: PretendPackager;
    engine?: PretendEngine;
    limits?: Partial<PlatformLimits>;
    now?: () => Date;
  } = {},
): ControlPlaneHarness {
  const { packager = pretendPackager, engine = new PretendEngine() } = parts;
  const store = openStore(join(home, 'atelier.db'), testCipher);
  const faults: AtelierError[] = [];
  const objects = openObjectStore(join(home, 'objects'));
  const plane = createControlPlane({
    store,
    objects,
    reports: createReleaseReports(objects),
    packager: { recall: async () => undefined, ...packager },
    engine,
    credentials: openCredentials(home),
    limits: { ...platformLimits, ...parts.limits },
    ...(parts.now && { now: parts.now }),
    reportFault: (fault) => faults.push(fault),
  });
  return {
    plane,
    engine,
    ownerId: plane.account.organisation.id,
    faults,
    async [Symbol.asyncDispose]() {
      await plane.close();
      store.close();
    },
  };
}

/** Work that goes on until the test ends it, and says when it has begun. */
export function heldUp<Result>(): {
  begun: Promise<void>;
  begin: () => Promise<Result>;
  end: (result: Result) => void;
} {
  const begun = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<Result>();
  const begin = () => {
    begun.resolve();
    return ended.promise;
  };
  return { begun: begun.promise, begin, end: ended.resolve };
}

/** The error that a call rejects or throws with; fails where it does not. */
export async function refusal(call: () => unknown): Promise<AtelierError> {
  try {
    await call();
  } catch (error) {
    if (error instanceof AtelierError) return error;
    throw error;
  }
  throw new Error('The call was not refused.');
}
