import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { MessageChannelMain as ElectronChannel, MessagePortMain as ElectronPort } from 'electron';

/** A port in the main process, over one of Node's: what it carries is cloned as structured data. */
export class MessagePortMain
  extends EventEmitter
  implements Pick<ElectronPort, 'start' | 'close' | 'postMessage'>
{
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.on('close', () => this.emit('close'));
  }

  start(): void {
    this.#port.on('message', (data) => this.emit('message', { data, ports: [] }));
  }

  postMessage(message: unknown): void {
    this.#port.postMessage(message);
  }

  close(): void {
    this.#port.close();
  }
}

/** Two ports that are each other's other end. */
export class MessageChannelMain implements Record<keyof ElectronChannel, MessagePortMain> {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new MessagePortMain(port1);
    this.port2 = new MessagePortMain(port2);
  }
}
