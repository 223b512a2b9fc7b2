import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Locate } from '../../contract/source-map.ts';
import type { GuestMemory } from '../wasi/guest-memory.ts';
import type { Box } from './box.ts';
import type { Hostcalls } from './hostcalls.ts';
import type { PendingOperations } from './pending-operations.ts';
import type { QuickJs, Span } from './quickjs.ts';
import type { SocketCalls } from './socket-calls.ts';
import { textInSources } from './source-places.ts';
import { changeUrl, parseUrl } from './url-components.ts';

/** What a host operation works with: the engine that called it, and the way out of the sandbox. */
export interface Host {
  readonly memory: GuestMemory;
  readonly quickjs: QuickJs;
  readonly hostcalls: Hostcalls;
  readonly sockets: SocketCalls;
  readonly operations: PendingOperations;
  readonly locate: Locate;
}

/** Takes the values that the prelude passed; gives one, or nothing for `undefined`. */
type HostOperation = (host: Host, parameters: readonly Box[]) => Box | undefined;

const lossyDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * What the prelude can ask of its host, by name. The first ones leave the sandbox, by hostcalls; the others only
 * compute what would be slow or long in the guest.
 */
const operations = {
  /** `(fd, text or bytes)` */
  write({ quickjs, hostcalls }, [fd, data]) {
    if (quickjs.exports.qjs_is_string(data!) === 0) {
      hostcalls.write(quickjs.exports.qjs_get_float64(fd!), quickjs.bytesSpan(data!));
      return;
    }
    const text = quickjs.textSpan(data!);
    hostcalls.write(quickjs.exports.qjs_get_float64(fd!), text);
    quickjs.exports.qjs_free_cstring(text.pointer);
  },
  /** `(fd, size)`: up to so many bytes, none at the end. */
  read({ quickjs, hostcalls }, [fd, size]) {
    return withRoom(quickjs, quickjs.exports.qjs_get_float64(size!), (room) =>
      hostcalls.read(quickjs.exports.qjs_get_float64(fd!), room),
    );
  },
  /** `(size)`: random bytes. */
  random({ quickjs, hostcalls }, [size]) {
    return withRoom(quickjs, quickjs.exports.qjs_get_float64(size!), (room) => {
      hostcalls.random(room);
      return room.size;
    });
  },
  /** The environment as JSON. */
  environment({ quickjs, hostcalls }) {
    const variables = hostcalls.environment().map((variable) => {
      const equals = variable.indexOf('=');
      return [variable.slice(0, equals), variable.slice(equals + 1)];
    });
    return quickjs.newString(JSON.stringify(variables));
  },
  /** argv as JSON. */
  arguments({ quickjs, hostcalls }) {
    return quickjs.newString(JSON.stringify(hostcalls.arguments()));
  },
  /** `(code)`, and never comes back. */
  exit({ quickjs, hostcalls }, [code]) {
    hostcalls.exit(quickjs.exports.qjs_get_float64(code!));
    return undefined;
  },
  /** `(number, address, server name for TLS or undefined)`: completes with `{fd, local, peer}` as JSON. */
  connect({ quickjs, sockets, operations }, [number, address, serverName]) {
    const name = quickjs.exports.qjs_is_undefined(serverName!) === 1 ? null : quickjs.readString(serverName!);
    const outcome = sockets.connect(quickjs.readString(address!), name);
    operations.add(quickjs.exports.qjs_get_float64(number!), outcome);
  },
  /** `(number, fd, size)`: completes with up to so many bytes, none at the end. */
  receive({ quickjs, sockets, operations }, [number, fd, size]) {
    const { qjs_get_float64 } = quickjs.exports;
    const outcome = sockets.receive(qjs_get_float64(fd!), qjs_get_float64(size!));
    operations.add(qjs_get_float64(number!), outcome);
  },
  /** `(number, fd, bytes)`: completes when they are on their way. */
  send({ quickjs, sockets, operations }, [number, fd, bytes]) {
    const { qjs_get_float64 } = quickjs.exports;
    const outcome = sockets.send(qjs_get_float64(fd!), quickjs.bytesSpan(bytes!));
    operations.add(qjs_get_float64(number!), outcome);
  },
  /** `(fd)`: sends no more. */
  endSocket({ quickjs, sockets }, [fd]) {
    sockets.end(quickjs.exports.qjs_get_float64(fd!));
  },
  /** `(fd)` */
  closeSocket({ quickjs, sockets }, [fd]) {
    sockets.close(quickjs.exports.qjs_get_float64(fd!));
  },
  /** `(text)`: UTF-8. */
  encode({ quickjs }, [text]) {
    const { pointer, size } = quickjs.textSpan(text!);
    const bytes = quickjs.exports.qjs_new_uint8_array(pointer, size);
    quickjs.exports.qjs_free_cstring(pointer);
    return bytes;
  },
  /** `(bytes, strict)`: the text, or nothing where it must be UTF-8 and is not. */
  decode(host, [bytes, strict]) {
    const span = host.quickjs.bytesSpan(bytes!);
    if (isUtf8(host.memory.slice(span.pointer, span.size)))
      return host.quickjs.exports.qjs_new_string(span.pointer, span.size);
    return host.quickjs.exports.qjs_get_float64(strict!) === 1 ? undefined : newText(host, span);
  },
  /** `(text, base or undefined)`: the URL's components as JSON, or nothing where it is none. */
  parseUrl({ quickjs }, [text, base]) {
    const baseText = quickjs.exports.qjs_is_undefined(base!) === 1 ? undefined : quickjs.readString(base!);
    return optionalText(quickjs, parseUrl(quickjs.readString(text!), baseText));
  },
  /** `(url, component, value)`: likewise, with one component set. */
  changeUrl({ quickjs }, [url, component, value]) {
    const [href, name, text] = [url, component, value].map((box) => quickjs.readString(box!));
    return optionalText(quickjs, changeUrl(href!, name!, text!));
  },
  /** `(algorithm as node:crypto names it, bytes)` */
  digest({ memory, quickjs }, [algorithm, bytes]) {
    const { pointer, size } = quickjs.bytesSpan(bytes!);
    const hash = createHash(quickjs.readString(algorithm!)).update(memory.slice(pointer, size));
    return quickjs.newBytes(hash.digest());
  },
  /** `(stack)`: the same with the places where its author wrote them. */
  inSources({ quickjs, locate }, [stack]) {
    return quickjs.newString(textInSources(quickjs.readString(stack!), locate));
  },
} satisfies Record<string, HostOperation>;

/** Their order is part of an image: the engine knows an operation by its number. */
const table: readonly (readonly [string, HostOperation])[] = Object.entries(operations);

/** Makes the object of host functions for the prelude. Each is known to the engine by one byte, its number. */
export function newHostObject({ memory, quickjs }: Host): Box {
  const host = quickjs.exports.qjs_new_object();
  const name = quickjs.allocate(1);
  for (const [number, [property]] of table.entries()) {
    memory.writeU8(name, number);
    quickjs.setProperty(host, property, quickjs.exports.qjs_new_host_function(name, 1, 0));
  }
  quickjs.exports.wasm_free(name);
  return host;
}

/** Serves a call of one of those functions: the address of its number, and of the list of parameters. */
export function callHostOperation(host: Host, name: number, count: number, list: number): Box {
  const [, operation] = table[host.memory.readU8(name)]!;
  const parameters = Array.from({ length: count }, (_, index) => host.memory.readU32(list + 4 * index));
  return operation(host, parameters) ?? host.quickjs.exports.qjs_get_undefined();
}

/** The text that bytes of the guest stand for, replacement characters where they are not UTF-8. */
export function newText({ memory, quickjs }: Host, { pointer, size }: Span): Box {
  const bytes = memory.slice(pointer, size);
  return isUtf8(bytes)
    ? quickjs.exports.qjs_new_string(pointer, size)
    : quickjs.newString(lossyDecoder.decode(bytes));
}

function withRoom(quickjs: QuickJs, size: number, fill: (room: Span) => number): Box {
  const pointer = quickjs.allocate(size + 1);
  const bytes = quickjs.exports.qjs_new_uint8_array(pointer, fill({ pointer, size }));
  quickjs.exports.wasm_free(pointer);
  return bytes;
}

function optionalText(quickjs: QuickJs, text: string | undefined): Box | undefined {
  return text === undefined ? undefined : quickjs.newString(text);
}
