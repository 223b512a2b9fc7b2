/**
 * What Electron has inside a page, in its two worlds. These functions run in Chromium and get there as their own text:
 * they use nothing from around them but what they are given.
 */
import type { fromWire, toWire } from './wire.ts';

/** From the preload's world to the main process. */
export type WorldReport =
  | { readonly kind: 'send'; readonly channel: string; readonly message: unknown }
  | { readonly kind: 'port-message'; readonly port: number; readonly data: unknown }
  | { readonly kind: 'port-closed'; readonly port: number }
  | { readonly kind: 'preload-failed'; readonly reason: string };

/** From the main process to the preload's world. */
export type WorldOrder =
  | {
      readonly kind: 'send';
      readonly channel: string;
      readonly message: unknown;
      readonly ports: readonly number[];
    }
  | { readonly kind: 'port-message'; readonly port: number; readonly data: unknown }
  | { readonly kind: 'port-closed'; readonly port: number };

interface Wire {
  readonly toWire: typeof toWire;
  readonly fromWire: typeof fromWire;
}

/** The page's own world: builds what the preload exposes. Functions that the page passes are called back across. */
export function prepareMainWorld({ toWire, fromWire }: Wire): void {
  if (window.top !== window) return;
  const callbacks: ((...parameters: unknown[]) => unknown)[] = [];
  const cross = (name: string, detail: unknown) =>
    window.dispatchEvent(new CustomEvent(`stand-in:${name}`, { detail: JSON.stringify(detail) }));
  window.addEventListener('stand-in:expose', (event) => {
    const { key, functions } = JSON.parse((event as CustomEvent<string>).detail) as {
      key: string;
      functions: readonly string[];
    };
    const call =
      (name: string) =>
      (...parameters: unknown[]): void => {
        const wires = parameters.map((parameter) =>
          typeof parameter === 'function'
            ? { callback: callbacks.push(parameter as (typeof callbacks)[number]) - 1 }
            : toWire(parameter),
        );
        cross('call', { key, name, wires });
      };
    const exposed = Object.fromEntries(functions.map((name) => [name, call(name)]));
    Object.defineProperty(window, key, { value: Object.freeze(exposed), enumerable: true });
  });
  window.addEventListener('stand-in:callback', (event) => {
    const { callback, wires } = JSON.parse((event as CustomEvent<string>).detail) as {
      callback: number;
      wires: readonly unknown[];
    };
    callbacks[callback]?.(...wires.map(fromWire));
  });
}

/** The preload's isolated world: the few modules that a sandboxed preload may require, and then the preload itself. */
export function runPreload(
  { toWire, fromWire }: Wire,
  preload: (require: (name: string) => unknown, module: object, exports: object) => void,
): void {
  if (window.top !== window) return;
  const world = globalThis as unknown as {
    standInReport(report: string): void;
    standInHear(order: WorldOrder): void;
  };
  const report = (message: WorldReport): void => world.standInReport(JSON.stringify(message));
  const listeners = new Map<string, ((event: object, ...parameters: unknown[]) => void)[]>();
  const ports = new Map<number, MessagePort>();

  const adoptPort = (id: number): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    ports.set(id, port1);
    port1.onmessage = ({ data }) => report({ kind: 'port-message', port: id, data: toWire(data) });
    port1.addEventListener('close', () => report({ kind: 'port-closed', port: id }));
    return port2;
  };
  world.standInHear = (order) => {
    if (order.kind === 'port-message') ports.get(order.port)?.postMessage(fromWire(order.data));
    else if (order.kind === 'port-closed') ports.get(order.port)?.close();
    else {
      const event = { ports: order.ports.map(adoptPort) };
      for (const listener of listeners.get(order.channel) ?? []) listener(event, fromWire(order.message));
    }
  };
  const ipcRenderer = {
    send: (channel: string, message: unknown) => report({ kind: 'send', channel, message: toWire(message) }),
    on: (channel: string, listener: (event: object, ...parameters: unknown[]) => void) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    },
  };
  const contextBridge = {
    exposeInMainWorld: (key: string, api: Record<string, (...parameters: unknown[]) => unknown>) => {
      const functions = Object.keys(api);
      const other = functions.find((name) => typeof api[name] !== 'function');
      if (other !== undefined)
        throw new Error(`The stand-in's bridge carries functions, and not ${key}.${other}`);
      window.addEventListener('stand-in:call', (event) => {
        const {
          key: called,
          name,
          wires,
        } = JSON.parse((event as CustomEvent<string>).detail) as {
          key: string;
          name: string;
          wires: readonly { callback?: number }[];
        };
        if (called !== key) return;
        const parameters = wires.map((wire) => {
          const { callback } = wire;
          if (callback === undefined) return fromWire(wire);
          return (...results: unknown[]) =>
            window.dispatchEvent(
              new CustomEvent('stand-in:callback', {
                detail: JSON.stringify({ callback, wires: results.map(toWire) }),
              }),
            );
        });
        if (api[name]?.(...parameters) !== undefined)
          throw new Error(`The stand-in's bridge carries no results, and ${key}.${name} gave one`);
      });
      const detail = JSON.stringify({ key, functions });
      window.dispatchEvent(new CustomEvent('stand-in:expose', { detail }));
    },
  };
  const sandboxed = (name: string): unknown => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error(`module not found: ${name}`);
  };
  try {
    const module = { exports: {} };
    preload(sandboxed, module, module.exports);
  } catch (error) {
    report({ kind: 'preload-failed', reason: String(error) });
  }
}
