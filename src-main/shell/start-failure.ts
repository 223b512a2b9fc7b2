import { app, dialog } from 'electron';
import { toAtelierError } from '../contract/errors.ts';

/** Tells why the app can't go on, in the words of the error, and ends it. */
export function failStart(error: unknown): void {
  dialog.showErrorBox('Atelier could not start', toAtelierError(error).message);
  app.exit(1);
}
