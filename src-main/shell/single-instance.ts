import { app } from 'electron';
import { z } from 'zod';
import { failStart } from './start-failure.ts';

const handOverSchema = z.object({ folders: z.array(z.string()) });

/** Hears the folders that a further launch was given. */
export type OnFurtherLaunch = (listener: (folders: readonly string[]) => void) => void;

/**
 * Starts the app once it may, in the first process of this home. In any other, hands the folders over to the first one
 * and ends. What another process sends is not trusted further than its form.
 */
export function runOnce(folders: readonly string[], start: (onFurtherLaunch: OnFurtherLaunch) => void): void {
  if (!app.requestSingleInstanceLock({ folders })) {
    app.quit();
    return;
  }
  const onFurtherLaunch: OnFurtherLaunch = (listener) => {
    app.on('second-instance', (_event, _argv, _folder, data) =>
      listener(handOverSchema.catch({ folders: [] }).parse(data).folders),
    );
  };
  // Not awaited at the top level: `ready` waits for the entry module to have run.
  void app
    .whenReady()
    .then(() => start(onFurtherLaunch))
    .catch(failStart);
}
