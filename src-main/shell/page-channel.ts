import type { WebContents, WebFrameMain } from 'electron';
import { type PageMessages, pageMessages, type ShellMessages } from '../contract/desktop-ipc.ts';
import { isPageAddress } from './page-address.ts';

/**
 * Hears one channel of the page in a window. This is the one guard: a message is passed on only if it comes from the
 * window's main frame while that shows our page, and has the form that the contract says; anything else is dropped
 * without an answer.
 */
export function hearPage<Channel extends keyof PageMessages>(
  contents: WebContents,
  channel: Channel,
  listener: (message: PageMessages[Channel], frame: WebFrameMain) => void,
): void {
  contents.ipc.on(channel, ({ senderFrame: frame }, message: unknown) => {
    if (frame === null || frame !== contents.mainFrame || !isPageAddress(frame.url)) return;
    const { success, data } = pageMessages[channel].safeParse(message);
    if (success) listener(data as PageMessages[Channel], frame);
  });
}

/** Tells the page of a window something; a port has its own way, in `hand-over-port.ts`. */
export function tellPage<Channel extends Exclude<keyof ShellMessages, 'port'>>(
  contents: WebContents,
  channel: Channel,
  message: ShellMessages[Channel],
): void {
  contents.send(channel, message);
}
