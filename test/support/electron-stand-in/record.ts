import type { Rectangle } from 'electron';

export interface WindowRecord {
  readonly bounds: Rectangle;
  readonly isVisible: boolean;
  readonly isMaximised: boolean;
  readonly isFocused: boolean;
  readonly backgroundColour: string;
}

export interface MenuRecord {
  readonly id: string | null;
  readonly label: string;
  readonly accelerator: string | null;
  readonly isEnabled: boolean;
  readonly items: readonly MenuRecord[];
}

/** What a test can see of the app from outside of its pages. */
export interface AppRecord {
  readonly windows: readonly WindowRecord[];
  readonly menu: readonly MenuRecord[];
  readonly dialogs: readonly string[];
  readonly openedLinks: readonly string[];
  /** What Electron would have written to its log: preloads that can't be loaded, and pages that fail to load. */
  readonly faults: readonly string[];
  /** Of the utility processes that run. */
  readonly utilityProcesses: readonly number[];
  /** Where a further client can connect to the pages' Chromium; null before the first window. */
  readonly browser: string | null;
}

/** What a test can do to the app from outside of its pages, as a user would. */
export type AppOrder =
  | { readonly kind: 'record' }
  | { readonly kind: 'quit' }
  | { readonly kind: 'choose-menu-item'; readonly id: string }
  | { readonly kind: 'place-window'; readonly bounds: Rectangle }
  | { readonly kind: 'maximise-window' }
  | { readonly kind: 'close-window' }
  | { readonly kind: 'minimise-window' }
  /** Says which button the user presses in every message box from now on. */
  | { readonly kind: 'answer-dialogs'; readonly button: number }
  | { readonly kind: 'prefer-dark'; readonly isDark: boolean };

/** Everything that the parts of the stand-in note down for {@link AppRecord}. */
export const noted = {
  dialogs: [] as string[],
  openedLinks: [] as string[],
  faults: [] as string[],
  dialogButton: 0,
};
