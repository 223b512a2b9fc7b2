import { ByteReader } from './byte-reader.ts';
import { hex, invalidModule } from './invalid-module.ts';
import { type Section, SectionId } from './wasm-module.ts';

const magic = [0x00, 0x61, 0x73, 0x6d];
const headerLength = 8;

/** What the specification calls its sections, by id (WebAssembly core specification 3.0, 5.5.2). */
const sectionNames = [
  'custom',
  'type',
  'import',
  'function',
  'table',
  'memory',
  'global',
  'export',
  'start',
  'element',
  'code',
  'data',
  'data count',
  'tag',
];

/** Finds the sections of a core module. Throws `invalid-module`: not WebAssembly, a component, cut short. */
export function parseSections(bytes: Uint8Array): Section[] {
  checkHeader(bytes);
  const sections: Section[] = [];
  const reader = new ByteReader(bytes, 'last section header', headerLength);
  while (!reader.done) sections.push(readSection(reader));
  return sections;
}

function checkHeader(bytes: Uint8Array): void {
  if (bytes.length === 0) throw invalidModule('The file is empty. Upload a WebAssembly module.');
  if (!magic.every((byte, index) => index >= bytes.length || bytes[index] === byte))
    throw invalidModule(
      `This is not WebAssembly: a module begins with 00 61 73 6d ("\\0asm"), this file with ${firstBytes(bytes)}. ` +
        'Upload the .wasm file that the compiler wrote.',
    );
  if (bytes.length < headerLength)
    throw invalidModule(
      `The file is cut short inside its header: ${headerLength - bytes.length} of ${headerLength} bytes are missing. ` +
        'Build or upload the module again.',
    );
  const version = bytes[4]! | (bytes[5]! << 8);
  const layer = bytes[6]! | (bytes[7]! << 8);
  if (layer === 1)
    throw invalidModule(
      'This is a WebAssembly component; functions are core modules. Build a core module for wasm32-wasip1 ' +
        '(components come from wasm32-wasip2 targets and from "wasm-tools component new").',
    );
  if (version !== 1 || layer !== 0)
    throw invalidModule(
      `This module has version ${version}${layer === 0 ? '' : ` of layer ${layer}`}; version 1 is the one that runs. ` +
        'Build it with a released compiler.',
    );
}

function firstBytes(bytes: Uint8Array): string {
  return [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function readSection(reader: ByteReader): Section {
  const start = reader.offset;
  const id = reader.byte();
  const title = sectionNames[id];
  if (title === undefined)
    throw invalidModule(
      `The section at offset ${hex(start)} has the id ${id}, which WebAssembly does not know. ` +
        'The file is damaged, or made for a proposal that is not supported: build it for wasm32-wasip1.',
    );
  const size = reader.unsigned();
  const content = reader.offset;
  const missing = content + size - reader.end;
  if (missing > 0)
    throw invalidModule(
      `The file is cut short: the ${title} section at offset ${hex(start)} says that it has ${size} bytes, ` +
        `and the last ${missing} of them are missing. Build or upload the module again.`,
      { section: title, offset: start, missingBytes: missing },
    );
  reader.moveTo(content + size);
  if (id !== SectionId.custom) return { id, name: title, start, content, end: reader.offset };
  const named = new ByteReader(
    reader.bytes,
    `custom section at offset ${hex(start)}`,
    content,
    reader.offset,
  );
  const name = named.name();
  return { id, name, start, content: named.offset, end: reader.offset };
}
