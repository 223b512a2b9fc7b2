import type { SecretCipher } from '../store/secret-cipher.ts';
import { openTraceStore, type TraceStore } from '../traces/trace-store.ts';

/** Reads `traces.db`, which the engine writes. */
export interface TraceArchive {
  /** The store with everything in it that has ended. Throws `home-unusable` where the file can't be read. */
  read(): Promise<TraceStore>;
  close(): void;
}

/** An archive over a file that is opened by the first read: a damaged one must not keep the platform from starting. */
export function openTraceArchive(
  file: string,
  cipher: SecretCipher,
  keepTraces: () => Promise<void>,
): TraceArchive {
  let store: TraceStore | undefined;
  return {
    async read() {
      await keepTraces();
      store ??= openTraceStore(file, cipher);
      return store;
    },
    close: () => store?.close(),
  };
}
