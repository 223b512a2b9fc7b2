import { z } from 'zod';

/** A command of the page, as the native menu offers it. */
export const menuCommandSchema = z.object({
  id: z.string().max(200),
  title: z.string().max(200),
  /** The menu that it belongs to. */
  group: z.string().max(100),
  /** Its shortcut in the command registry's spelling (`Mod+Shift+D`), shown only: the page listens for keys itself. */
  keys: z.string().max(50).nullable(),
  /** Whether it can run now. */
  isEnabled: z.boolean(),
});
export type MenuCommand = z.infer<typeof menuCommandSchema>;

export const themeChoiceSchema = z.enum(['system', 'light', 'dark']);
export type ThemeChoice = z.infer<typeof themeChoiceSchema>;

/**
 * Everything that the page may tell the desktop shell, by channel, with the form that is let in. What the page wants
 * from the platform goes over the port that it asks for, in the RPC contract.
 */
export const pageMessages = {
  'request-port': z.null(),
  'offer-commands': z.array(menuCommandSchema).max(1_000),
  'choose-theme': themeChoiceSchema,
  /** What was changed last has reached the platform. */
  'ready-to-close': z.null(),
} as const;
export type PageMessages = {
  readonly [Channel in keyof typeof pageMessages]: z.infer<(typeof pageMessages)[Channel]>;
};

/** Everything that the desktop shell tells the page, by channel. */
export interface ShellMessages {
  /** Comes with the port. */
  readonly port: null;
  /** The id of a command that was chosen from the menu. */
  readonly 'run-command': string;
  /** The window waits a moment for `ready-to-close`. */
  readonly 'about-to-close': null;
}

/** What the preload puts on the page's `window` as `atelierDesktop`. */
export interface AtelierDesktop {
  /** Asks for the one port of this document; it arrives as a window message `atelier-port`. */
  requestPort(): void;
  offerCommands(commands: readonly MenuCommand[]): void;
  chooseTheme(theme: ThemeChoice): void;
  /** Hears which command was chosen from the menu; the last listener does. */
  onRunCommand(listener: (id: string) => void): void;
  /** Hears that the window is about to close, which waits until the promise is settled; the last listener does. */
  onAboutToClose(listener: () => Promise<void>): void;
}
