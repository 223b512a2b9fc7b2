import { readStaticMemory, type StaticMemory } from '../module/static-memory.ts';
import { importedCount, parameterCount, type Span, type WasmModule } from '../module/wasm-module.ts';
import {
  type EnvironmentReader,
  environmentGlobal,
  environmentReaders,
  type KeyForm,
} from './environment-readers.ts';
import { type KnownCall, type Operand, walkCalls } from './walk-calls.ts';

/** Characters; what is longer, or has others than these, is no name of a variable but a text that stands there. */
const longest = 128;
const plausible = /^[A-Za-z_][\w.-]{0,127}$/;
const latin1 = new TextDecoder('latin1');
const utf16 = new TextDecoder('utf-16le');

/**
 * The environment variables that a compiled module reads, sorted: the constants that it gives to the functions of its
 * standard library that do so, found by their names, or to functions that pass them on. Keys that are computed, and
 * those of a module without names, are not found.
 */
export function environmentKeys(module: WasmModule): string[] {
  if (!module.imports.some(({ name }) => name === 'environ_get')) return [];
  const readers = environmentReaders(module);
  const environment = environmentGlobal(module);
  const memory = readStaticMemory(module);
  const imported = importedCount(module, 'function');
  const keys = new Set<string>();
  const look = (body: Span, index: number): void =>
    walkCalls(module, body, (call) => {
      const reader = readers.get(call.callee);
      if (reader === undefined || (reader.ofMap && !call.globals.includes(environment ?? -1))) return;
      const { form } = reader;
      const [address, length] = keyPlace(module, reader, call);
      if (address?.kind === 'constant') {
        const key = readKey(memory, form, address.value, length?.value);
        if (plausible.test(key)) keys.add(key);
      }
      const caller = imported + index;
      if (address?.kind === 'local' && address.value < parameterCount(module, caller) && !readers.has(caller))
        readers.set(caller, { form, argument: address.value });
    });
  // A round may find functions that pass their argument on to one that is known; the next one looks at their callers.
  for (let known = 0; known < readers.size; ) {
    known = readers.size;
    module.bodies.forEach(look);
  }
  return [...keys].sort();
}

/** Where the name lies, as far as it is known, and its length where that is given. */
function keyPlace(
  module: WasmModule,
  { form, argument }: EnvironmentReader,
  { callee, pushed, stored }: KnownCall,
): [address: Operand | undefined, length: Operand | undefined] {
  if (form === 'go-stack') {
    // Behind the two halves of the string the caller writes where it is to be returned to.
    const [address, length] = stored.slice(-3);
    if (address === undefined || length === undefined) return [undefined, undefined];
    return [
      { kind: 'constant', value: address },
      { kind: 'constant', value: length },
    ];
  }
  const place = pushed.length - parameterCount(module, callee) + argument;
  return [pushed[place], form === 'slice' ? pushed[place + 1] : undefined];
}

function readKey(memory: StaticMemory, form: KeyForm, address: number, length = 0): string {
  if (form === 'zero-terminated') {
    const bytes = memory.bytesAt(address, longest + 1);
    return latin1.decode(bytes.subarray(0, Math.max(0, bytes.indexOf(0))));
  }
  if (form !== 'string-object') return latin1.decode(memory.bytesAt(address, Math.min(length, longest + 1)));
  const size = new DataView(memory.bytesAt(address - 4, 4).buffer).getUint32(0, true);
  return utf16.decode(memory.bytesAt(address, Math.min(size, 2 * (longest + 1))));
}
