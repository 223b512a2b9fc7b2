import { once } from 'node:events';
import type { Socket } from 'node:net';

const closing = new Set<Socket>();

/** Follows a socket whose guest is done with it until its last bytes are sent and it is gone. */
export function followClosing(socket: Socket): void {
  if (socket.closed) return;
  closing.add(socket);
  socket.once('close', () => closing.delete(socket));
}

/** How many connections of this thread still have to say goodbye: until then it needs its event loop. */
export function closingSockets(): number {
  return closing.size;
}

/** Resolves when none is left. */
export async function socketsClosed(): Promise<void> {
  for (const socket of closing) if (!socket.closed) await once(socket, 'close');
}
