import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import type { CDPSession } from '@playwright/test';
import { prepareMainWorld, runPreload, type WorldOrder, type WorldReport } from './page-worlds.ts';
import { fromWire, toWire } from './wire.ts';

const worldName = 'Electron Isolated Context';
const wire = `{ toWire: ${toWire}, fromWire: ${fromWire} }`.replaceAll('\n', ' ');

/** The isolated world of a page's main frame, with the preload in it. */
export interface PreloadWorld {
  /** Tells the world that stands now; nothing hears it where there is none. */
  tell(order: WorldOrder): void;
}

/**
 * Puts the preload before every document of a page, in a world of its own. Throws where the preload is not a script
 * that a sandbox could run: missing, or no CommonJS.
 */
export async function injectPreload(
  session: CDPSession,
  preload: string | undefined,
  listen: (report: WorldReport) => void,
): Promise<PreloadWorld> {
  let context: number | null = null;
  session.on('Runtime.executionContextCreated', ({ context: { id, name } }) => {
    if (name === worldName) context = id;
  });
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    if (context === executionContextId) context = null;
  });
  session.on('Runtime.bindingCalled', ({ executionContextId, payload }) => {
    if (executionContextId === context) listen(JSON.parse(payload) as WorldReport);
  });
  await session.send('Page.enable');
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: 'standInReport', executionContextName: worldName });
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${prepareMainWorld})(${wire});` });
  const source = preload === undefined ? '' : readPreload(preload);
  await session.send('Page.addScriptToEvaluateOnNewDocument', {
    worldName,
    source: `(${runPreload})(${wire}, function (require, module, exports) {\n${source}\n});`,
  });
  return {
    tell(order) {
      if (context === null) return;
      const call = {
        functionDeclaration: 'function (order) { standInHear(order); }',
        executionContextId: context,
        arguments: [{ value: order }],
      };
      // The document may be gone before the message gets there.
      session.send('Runtime.callFunctionOn', call).catch(() => {});
    },
  };
}

function readPreload(file: string): string {
  const source = readFileSync(file, 'utf8');
  new Script(`(function (require, module, exports) {\n${source}\n})`, { filename: file });
  return source;
}
