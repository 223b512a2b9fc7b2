import type { SerializedError } from '../contract/errors.ts';
import type { Executable } from '../contract/executable.ts';
import type { PackagedRelease, PackagingRequest } from '../contract/packaging.ts';

/** What the packager tells a job process to do; it serves one order at a time. */
export interface JobOrder {
  readonly request: PackagingRequest;
  /** The folder of the object store, which the job reads from and writes to itself. */
  readonly objectsFolder: string;
  /** An empty folder of this job alone. The packager removes it. */
  readonly folder: string;
  /** A folder that compilers may keep from job to job. */
  readonly cache: string;
  /** Bytes of WebAssembly that the job may make. */
  readonly wasmLimit: number;
}

/** What is reported while a job runs. */
export type JobEvent =
  | {
      readonly kind: 'step';
      readonly name: 'compile' | 'package';
      readonly state: 'running' | 'done' | 'skipped';
    }
  | { readonly kind: 'log'; readonly text: string }
  /** It can be loaded; it is to last only once the job has its result. */
  | { readonly kind: 'executable'; readonly executable: Executable };

/** What a job process answers to an order: events, and then exactly one result. */
export type JobMessage =
  | JobEvent
  | { readonly kind: 'packaged'; readonly packaged: PackagedRelease }
  | { readonly kind: 'failed'; readonly error: SerializedError };
