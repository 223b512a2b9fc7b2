import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { themeChoiceSchema } from '../contract/desktop-ipc.ts';

const stateSchema = z.object({
  /** Of the window when it is not maximised, in device-independent pixels; null before it was ever shown. */
  bounds: z
    .object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() })
    .nullable(),
  isMaximised: z.boolean(),
  theme: themeChoiceSchema,
});
export type WindowState = Readonly<z.infer<typeof stateSchema>>;

const firstState: WindowState = { bounds: null, isMaximised: false, theme: 'system' };

/** The window's state on disk. */
export interface WindowStateFile {
  readonly state: WindowState;
  /** Changes some of it, on disk as well. A crash leaves the old file or the new one, and never half of it. */
  update(changes: Partial<WindowState>): void;
}

/** Opens the file; where there is none, or not one of ours, the state is that of a first start. */
export function openWindowState(file: string): WindowStateFile {
  let state = readState(file);
  return {
    get state() {
      return state;
    },
    update(changes) {
      state = { ...state, ...changes };
      replaceFile(file, `${JSON.stringify(state, null, 2)}\n`);
    },
  };
}

function readState(file: string): WindowState {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return firstState;
  }
}

function replaceFile(file: string, text: string): void {
  const temporary = `${file}.tmp`;
  const descriptor = openSync(temporary, 'w', 0o600);
  writeSync(descriptor, text);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(temporary, file);
}
