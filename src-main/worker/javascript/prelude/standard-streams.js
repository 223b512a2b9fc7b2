import { decode, environment, exit, programArguments, read, write } from './host.js';
import { bytesOf, concatenate, isBytes, joined } from './text.js';

const chunkBytes = 65_536;
const newline = 10;

/** stdin, read from front to back in whichever pieces are asked for. */
class InputStream {
  /** What was read from the host and not given out yet. */
  #buffer = new Uint8Array(0);
  #ended = false;

  /** All that is left, as text. Bytes that are not UTF-8 become replacement characters. */
  readAsString() {
    return decode(this.readAsBytes(), 0);
  }

  /** All that is left, as a `Uint8Array`. */
  readAsBytes() {
    const chunks = [this.#buffer];
    this.#buffer = new Uint8Array(0);
    while (!this.#ended) chunks.push(this.#readChunk());
    return concatenate(chunks);
  }

  /** Up to `size` bytes; fewer only at the end. */
  readBytes(size) {
    while (this.#buffer.length < size && this.#fill());
    return this.#take(Math.min(size, this.#buffer.length));
  }

  /** The next line without its end, null where there is none. */
  getline() {
    let end = this.#buffer.indexOf(newline);
    while (end === -1 && this.#fill()) end = this.#buffer.indexOf(newline);
    if (end === -1) return this.#buffer.length === 0 ? null : decode(this.#take(this.#buffer.length), 0);
    const line = decode(this.#take(end), 0);
    this.#take(1);
    return line;
  }

  /** Whether everything has been read. */
  eof() {
    return this.#buffer.length === 0 && !this.#fill();
  }

  #fill() {
    if (this.#ended) return false;
    this.#buffer = joined(this.#buffer, this.#readChunk());
    return !this.#ended;
  }

  #readChunk() {
    const chunk = read(0, chunkBytes);
    this.#ended = chunk.length === 0;
    return chunk;
  }

  #take(size) {
    const taken = this.#buffer.slice(0, size);
    this.#buffer = this.#buffer.subarray(size);
    return taken;
  }
}

/** stdout or stderr. Nothing is held back, so there is nothing to flush. */
class OutputStream {
  #descriptor;

  constructor(descriptor) {
    this.#descriptor = descriptor;
  }

  /** Writes texts, one after the other. */
  puts(...texts) {
    write(this.#descriptor, texts.map(String).join(''));
  }

  /** Writes a text or bytes. */
  write(data) {
    write(this.#descriptor, isBytes(data) ? bytesOf(data) : String(data));
  }

  flush() {}
}

const variables = () => Object.fromEntries(JSON.parse(environment()));

/** `std`, named after the module of QuickJS that it is like. */
export const std = {
  in: new InputStream(),
  out: new OutputStream(1),
  err: new OutputStream(2),
  getenv: (name) => variables()[name],
  getenviron: variables,
  exit: (code = 0) => exit(exitCode(code)),
};

/** All of stdin as text. */
export function readStdin() {
  return std.in.readAsString();
}

/** argv */
export const argumentList = () => JSON.parse(programArguments());

/** An exit code as WASI takes it. */
function exitCode(code) {
  const number = Number(code);
  if (!Number.isInteger(number)) throw new TypeError('an exit code has to be a whole number');
  return number & 0xff;
}
