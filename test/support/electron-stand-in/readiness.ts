let ready = false;

/** Electron refuses most of itself before `ready`, and a little of it afterwards. */
export function isReady(): boolean {
  return ready;
}

export function becomeReady(): void {
  ready = true;
}

/** Throws as Electron does where something is used too early. */
export function requireReady(what: string): void {
  if (!ready) throw new Error(`${what} can't be used before the app is ready`);
}

/** Throws as Electron does where something is used too late. */
export function requireUnready(what: string): void {
  if (ready) throw new Error(`${what} should be called before the app is ready`);
}
