import type { Diagnostic } from '../../contract/diagnostic.ts';

/** What became of a change. */
export type DevEvent =
  /** `milliseconds` from the save, or from the start, until it was served. */
  | {
      readonly kind: 'served';
      readonly name: string;
      readonly url: string;
      readonly milliseconds: number;
      /** What the compiler warned of. */
      readonly diagnostics: readonly Diagnostic[];
    }
  /** After a failure, what is served is what the source says again; `name` is null for the manifest. */
  | { readonly kind: 'restored'; readonly name: string | null }
  /** The manifest has it no more. What was deployed of it stays. */
  | { readonly kind: 'left'; readonly name: string }
  /** `keepsServing` says that an earlier version of this session still answers; `name` is null for the manifest. */
  | {
      readonly kind: 'failed';
      readonly name: string | null;
      readonly message: string;
      readonly diagnostics: readonly Diagnostic[];
      /** The deployment that became an ERROR; null where it did not come to one. */
      readonly deploymentId: string | null;
      readonly keepsServing: boolean;
    };
