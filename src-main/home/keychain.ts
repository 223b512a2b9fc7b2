/** What the operating system seals small texts with for the user who is logged in. */
export interface Keychain {
  /** As its users know it. */
  readonly name: string;
  seal(text: string): Promise<Uint8Array>;
  /** Rejects for what another user, machine or keychain has sealed, and where the user does not unlock it. */
  open(sealed: Uint8Array): Promise<OpenedText>;
}

/** What was sealed, and whether the keychain would seal it otherwise by now. */
export interface OpenedText {
  readonly text: string;
  readonly isStale: boolean;
}

/** Why there is no keychain to use. */
export interface NoKeychain {
  readonly reason: string;
}

/** Only the desktop app has access to it. */
export const withoutApp: NoKeychain = { reason: 'This platform runs without the desktop app.' };
