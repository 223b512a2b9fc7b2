import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { AtelierError } from './contract/errors.ts';
import { toAtelierError } from './contract/errors.ts';
import { type PlatformLimits, platformLimits } from './contract/limits.ts';
import type { ReadyFile } from './contract/ready-file.ts';
import { type ControlPlane, createControlPlane } from './control-plane/control-plane.ts';
import { openCredentials } from './control-plane/credentials.ts';
import { createControlPlaneApp } from './control-plane/http/app.ts';
import { serveControlPlane } from './control-plane/http/listen.ts';
import { type Keychain, type NoKeychain, withoutApp } from './home/keychain.ts';
import { openSecretKey, type SecretKey } from './home/secret-key.ts';
import { createReleaseReports } from './packager/inspect/release-reports.ts';
import { createPackager } from './packager/packager.ts';
import { type CollectedGarbage, collectGarbage } from './registry/collect-garbage.ts';
import { type ObjectStore, openObjectStore } from './registry/object-store.ts';
import type { StartEngineChild } from './scheduler/engine-child.ts';
import { type EngineSupervisor, startEngine } from './scheduler/engine-supervisor.ts';
import { lockHome } from './store/lock-home.ts';
import { openStore, type Store } from './store/open-store.ts';
import { createSecretCipher, type SecretCipher } from './store/secret-cipher.ts';
import { keepToolchainsIn } from './toolchain/portable-clang/portable-clang.ts';

export interface PlatformOptions {
  /** The folder of all state; made where it does not exist. */
  readonly home: string;
  /** Ports on loopback; 0 picks a free one. */
  readonly apiPort: number;
  readonly gatewayPort: number;
  /** Worker threads; as many as there are cores less one, and at least one, unless said. */
  readonly workers?: number;
  readonly limits?: PlatformLimits;
  /** How the engine's process is started; as a child process of Node unless said. */
  readonly startEngineChild?: StartEngineChild;
  /** What the key to the secrets is sealed with, or why it lies in a file; none unless said. */
  readonly keychain?: Keychain | NoKeychain;
  /** Gives up secrets whose key is lost, instead of refusing to start. */
  readonly forgetSecrets?: boolean;
  /** Hears of faults of ours, with their causes, for the log. */
  readonly reportFault: (fault: AtelierError) => void;
}

/** A functions cloud that runs: everything but the doors through which people see it. */
export interface Platform {
  /** Addresses and credentials, as clients need them. */
  readonly access: Omit<ReadyFile, 'uiUrl'>;
  readonly controlPlane: ControlPlane;
  readonly engine: EngineSupervisor;
  readonly store: Store;
  readonly secretKey: SecretKey;
  /** What its databases seal secrets with. */
  readonly cipher: SecretCipher;
  readonly objects: ObjectStore;
  /** Deletes the objects that nothing refers to now instead of a day later. */
  collectGarbage(): Promise<CollectedGarbage>;
  /** Ends everything that was started. What was under way is continued by the next start. */
  close(): Promise<void>;
}

/** An object is referred to only after it was put: younger ones than this are left alone, in milliseconds. */
const garbageAge = 24 * 3_600_000;
/** The same where somebody asks for the room: still longer than what is on its way takes. */
const leastGarbageAge = 3_600_000;
const garbageInterval = 3_600_000;

/**
 * Builds the platform from its parts and starts it: when this resolves, the control plane and the gateway listen and
 * every function serves what it served before. What was started is ended again where a later part fails.
 * Throws `home-unusable` and `port-taken`.
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const {
    home,
    limits = platformLimits,
    keychain = withoutApp,
    forgetSecrets = false,
    reportFault,
  } = options;
  await using parts = new AsyncDisposableStack();

  const lock = lockHome(home);
  parts.defer(() => lock.release());
  await mkdir(join(home, 'logs'), { recursive: true });
  keepToolchainsIn(home);
  const credentials = openCredentials(home);
  const secretKey = await openSecretKey(home, keychain);
  const cipher = createSecretCipher(secretKey.bytes);
  const store = openStore(join(home, 'atelier.db'), cipher, {
    forgets: forgetSecrets,
  });
  parts.defer(() => store.close());
  const objects = openObjectStore(join(home, 'objects'));
  const packager = createPackager({
    objectsFolder: join(home, 'objects'),
    packages: store.packages,
    temporaryFolder: join(home, 'temporary'),
    cacheFolder: join(home, 'cache'),
  });
  parts.defer(() => packager.close());
  const engine = await startEngine({ ...options, secretKey: secretKey.bytes, limits });
  parts.defer(() => engine.close());
  const controlPlane = createControlPlane({
    store,
    objects,
    packager,
    engine,
    reports: createReleaseReports(objects),
    credentials,
    limits,
    reportFault,
  });
  parts.defer(() => controlPlane.close());
  await controlPlane.resume();
  const server = await serveControlPlane({ app: createControlPlaneApp(controlPlane), port: options.apiPort });
  parts.defer(() => server.close());
  const timer = setInterval(() => void clean(store, objects, reportFault), garbageInterval);
  parts.defer(() => clearInterval(timer));
  void clean(store, objects, reportFault);

  const running = parts.move();
  const access = {
    apiUrl: server.url,
    gatewayUrl: engine.gatewayUrl,
    ownerId: controlPlane.account.organisation.id,
    token: credentials.token,
    oauth: credentials.oauth,
    pid: process.pid,
  };
  return {
    access,
    controlPlane,
    engine,
    store,
    secretKey,
    cipher,
    objects,
    collectGarbage: () => collectUnused(store, objects, leastGarbageAge),
    close: () => running.disposeAsync(),
  };
}

function collectUnused(store: Store, objects: ObjectStore, age: number): Promise<CollectedGarbage> {
  store.packages.deleteUnused();
  return collectGarbage(objects, store.referencedDigests(), new Date(Date.now() - age));
}

async function clean(
  store: Store,
  objects: ObjectStore,
  reportFault: PlatformOptions['reportFault'],
): Promise<void> {
  try {
    await collectUnused(store, objects, garbageAge);
  } catch (error) {
    reportFault(toAtelierError(error));
  }
}
