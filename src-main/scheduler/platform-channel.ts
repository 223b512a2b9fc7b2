import type { EngineOrder, EngineReport } from '../contract/engine-messages.ts';

/** The engine's way to the platform that started it. */
export interface PlatformChannel {
  /** Does nothing where the platform is gone. */
  send(report: EngineReport): void;
  /** Hangs up: the platform, if it lives, sees the engine end. */
  close(): void;
}

export interface PlatformListener {
  receive(order: EngineOrder): void;
  /** The platform is gone, or hung up. */
  left(): void;
}

/** What Electron gives a utility process in place of Node's channel. It has no end: with the app, the process is ended. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: EngineOrder }) => void): void;
  postMessage(report: EngineReport): void;
}

/** Opens the way back, whether this process was forked by Node or is a utility process of Electron. */
export function openPlatformChannel({ receive, left }: PlatformListener): PlatformChannel {
  const { parentPort } = process as { readonly parentPort?: ParentPort };
  if (parentPort !== undefined) {
    parentPort.on('message', ({ data }) => receive(data));
    return { send: (report) => parentPort.postMessage(report), close: left };
  }
  process.on('message', receive);
  process.on('disconnect', left);
  return {
    send: (report) => void (process.connected && process.send?.(report)),
    close: () => process.disconnect(),
  };
}
