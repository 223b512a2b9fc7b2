import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import type { Workstation } from '../workstation/open-workstation.ts';
import { serveRpcPort } from '../workstation/rpc-port.ts';
import { hearPage } from './page-channel.ts';

/**
 * Gives each document of our page one port to the workstation, once it asks and the workstation is there. The port of
 * the document before is closed, which ends the streams that it followed.
 */
export function handOverPort(contents: WebContents, workstation: Promise<Workstation>): void {
  let document = 0;
  let servedDocument: number | null = null;
  let open: MessagePortMain | null = null;
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (!isMainFrame || isSameDocument) return;
    document += 1;
    open?.close();
    open = null;
  });
  hearPage(contents, 'request-port', async (_, frame) => {
    if (servedDocument === document) return;
    const asking = document;
    servedDocument = asking;
    // Where it can't be opened, whoever opens it says so, and the app ends.
    const opened = await workstation.catch(() => null);
    if (opened === null || asking !== document || frame.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    open = port1;
    serveRpcPort(port1, opened.router);
    frame.postMessage('port', null, [port2]);
  });
}
