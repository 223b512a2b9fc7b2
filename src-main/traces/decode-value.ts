import { type DescriptorNames, noDescriptor } from './descriptor-names.ts';
import type { TraceParameter, TraceValue } from './trace-call.ts';

/** The names of flags and enumerations of WASI preview 1, by the parameter that carries them. */
const flagNames: Readonly<Record<string, readonly string[]>> = {
  oflags: ['creat', 'directory', 'excl', 'trunc'],
  fdflags: ['append', 'dsync', 'nonblock', 'rsync', 'sync'],
  dirflags: ['symlink_follow'],
  old_flags: ['symlink_follow'],
  fst_flags: ['atim', 'atim_now', 'mtim', 'mtim_now'],
  ri_flags: ['peek', 'waitall'],
  how: ['rd', 'wr'],
};
const enumerationNames: Readonly<Record<string, readonly string[]>> = {
  id: ['realtime', 'monotonic', 'process_cputime', 'thread_cputime'],
  whence: ['set', 'cur', 'end'],
  advice: ['normal', 'sequential', 'random', 'willneed', 'dontneed', 'noreuse'],
};

/** A value as it crossed, in the hexadecimal of dmesg. */
export function rawValue({ value }: TraceValue): string {
  return value.toString(16).padStart(2, '0');
}

/** A value as people write it: text in quotes, descriptors with their names, flags by name, pointers as addresses. */
export function decodeValue(value: TraceValue | TraceParameter, descriptors: DescriptorNames): string {
  if ('text' in value && value.text !== null) return JSON.stringify(value.text);
  switch (value.kind) {
    case 'fd': {
      if (value.value === noDescriptor) return 'none';
      const known = descriptors.find(Number(value.value));
      return known === undefined ? `${value.value}` : `${value.value}<${known.name}>`;
    }
    case 'pointer':
    case 'text':
    case 'rights':
      return `0x${value.value.toString(16)}`;
    case 'flags':
      return decodeFlags(value);
    case 'enumeration':
      return enumerationNames[value.name]?.[Number(value.value)] ?? `${value.value}`;
    case 'file-delta':
      return `${BigInt.asIntN(64, value.value)}`;
    case 'exit-code':
      return `${BigInt.asIntN(32, value.value)}`;
    default:
      return `${value.value}`;
  }
}

function decodeFlags({ name, value }: TraceValue): string {
  const names = flagNames[name];
  if (names === undefined || value === 0n || value >> BigInt(names.length) !== 0n) return `${value}`;
  return names.filter((_, bit) => (value >> BigInt(bit)) & 1n).join('|');
}
