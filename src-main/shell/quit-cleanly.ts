import { app, dialog } from 'electron';
import type { Workstation } from '../workstation/open-workstation.ts';

/**
 * Lets the app end, with its last window or at the user's wish and without a question, only after everything that it
 * started has ended. Where the workstation never opened there is nothing to end.
 */
export function quitCleanly(workstation: Promise<Workstation>): void {
  const close = () =>
    workstation.then(
      (open) => open.close(),
      () => {},
    );
  let state: 'running' | 'closing' | 'closed' = 'running';
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    void close()
      .catch((error: Error) => dialog.showErrorBox('Atelier did not end cleanly', error.message))
      .finally(() => {
        state = 'closed';
        app.quit();
      });
  });
}
