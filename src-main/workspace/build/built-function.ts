import type { Diagnostic } from '../../contract/diagnostic.ts';
import type { SourcePlace } from '../../contract/source-map.ts';
import type { SourceFile } from '../../remote/deploy-source.ts';

/** What a function became on this side, ready to be uploaded. */
export interface BuiltFunction {
  readonly upload: SourceFile;
  /** Absolute paths of what it was made of; a folder stands for everything in it. */
  readonly inputs: readonly string[];
  /** What a compiler on this side warned of; files are relative to the workspace. */
  readonly warnings?: readonly Diagnostic[];
  /** Finds the source behind a place in the upload. */
  readonly locate: (place: SourcePlace) => SourcePlace;
}
