/** A file in an archive. */
interface Member {
  readonly name: string;
  /** Where its header stands in the archive. */
  readonly offset: number;
  readonly header: Buffer;
  readonly data: Buffer;
}

const magic = '!<arch>\n';
const headerLength = 60;
/** Where a header has the member's size, in decimal digits and blanks. */
const sizeField = { start: 48, end: 58 };
/** The member that says which member defines which symbol. */
const symbolTable = '/';

/**
 * Gives the archive with other contents of its members, in the form of System V and GNU (`ar(5)`), which Rust's libraries for
 * WebAssembly have. The sizes and the table of symbols follow. Undefined where the archive is of another form.
 */
export function rewriteArchive(archive: Buffer, rewrite: (data: Buffer) => Buffer): Buffer | undefined {
  const members = readMembers(archive);
  if (members === undefined) return undefined;
  const rewritten = members.map((member) => ({
    ...member,
    data: member.name === symbolTable ? member.data : rewrite(member.data),
  }));
  const moved = new Map<number, number>();
  let offset = magic.length;
  for (const member of rewritten) {
    moved.set(member.offset, offset);
    offset += headerLength + padded(member.data.length);
  }
  return Buffer.concat([
    Buffer.from(magic),
    ...rewritten.flatMap(({ name, header, data }) => [
      withSize(header, data.length),
      name === symbolTable ? moveSymbols(data, moved) : data,
      Buffer.alloc(padded(data.length) - data.length, '\n'),
    ]),
  ]);
}

function readMembers(archive: Buffer): Member[] | undefined {
  if (archive.toString('latin1', 0, magic.length) !== magic) return undefined;
  const members: Member[] = [];
  let offset = magic.length;
  while (offset + headerLength <= archive.length) {
    const header = archive.subarray(offset, offset + headerLength);
    const name = header.toString('latin1', 0, 16).trimEnd();
    const size = Number(header.toString('latin1', sizeField.start, sizeField.end));
    // BSD puts long names before the data; a table of 64 bits has other offsets. Neither is made for WebAssembly.
    if (name.startsWith('#1/') || name.startsWith('/SYM64') || !Number.isInteger(size)) return undefined;
    const start = offset + headerLength;
    members.push({ name, offset, header, data: archive.subarray(start, start + size) });
    offset = start + padded(size);
  }
  return members;
}

/** Members begin at even offsets. */
function padded(size: number): number {
  return size + (size % 2);
}

function withSize(header: Buffer, size: number): Buffer {
  const changed = Buffer.from(header);
  changed.write(String(size).padEnd(sizeField.end - sizeField.start), sizeField.start, 'latin1');
  return changed;
}

/** A count, as many offsets of headers, and the names of the symbols; numbers are big-endian. */
function moveSymbols(table: Buffer, moved: ReadonlyMap<number, number>): Buffer {
  const changed = Buffer.from(table);
  for (let index = 1; index <= table.readUInt32BE(0); index += 1) {
    const offset = table.readUInt32BE(index * 4);
    changed.writeUInt32BE(moved.get(offset) ?? offset, index * 4);
  }
  return changed;
}
