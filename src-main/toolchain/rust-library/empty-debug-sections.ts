const preamble = Buffer.from([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);
const customSection = 0;

/**
 * Gives an object file without its debug information. Its sections stay where they are, empty, because others name them by
 * their number (the "Linking" document of WebAssembly's tool conventions). What is no such file is given back as it is.
 */
export function emptyDebugSections(object: Buffer): Buffer {
  if (!object.subarray(0, preamble.length).equals(preamble)) return object;
  const parts: Buffer[] = [preamble];
  let offset = preamble.length;
  while (offset < object.length) {
    const [size, start] = readSize(object, offset + 1);
    const section = object.subarray(offset, start + size);
    parts.push(object[offset] === customSection ? emptied(section, start - offset) : section);
    offset = start + size;
  }
  return Buffer.concat(parts);
}

/** A custom section, of which only the name is left where it is for debuggers. */
function emptied(section: Buffer, start: number): Buffer {
  const [length, nameStart] = readSize(section, start);
  const nameEnd = nameStart + length;
  const name = section.toString('utf8', nameStart, nameEnd);
  const title = section.subarray(start, nameEnd);
  if (name.startsWith('.debug_')) return withSize(title);
  if (!name.startsWith('reloc..debug_')) return section;
  // Which section they are for, and that there are none.
  const [, targetEnd] = readSize(section, nameEnd);
  return withSize(title, section.subarray(nameEnd, targetEnd), Buffer.from([0]));
}

/** Names of these sections are short: one byte says how long the whole is. */
function withSize(...content: readonly Buffer[]): Buffer {
  const size = content.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from([customSection, size]), ...content]);
}

/** An unsigned LEB128 integer, and the offset behind it. */
function readSize(bytes: Buffer, offset: number): [value: number, end: number] {
  let value = 0;
  let scale = 1;
  for (let next = offset; ; next += 1) {
    const byte = bytes[next] ?? 0;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return [value, next + 1];
    scale *= 128;
  }
}
