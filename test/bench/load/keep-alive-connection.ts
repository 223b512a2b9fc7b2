import { connect, type Socket } from 'node:net';

/** The end of a body of unknown length (RFC 9112, 7.1). */
const lastChunk = '0\r\n\r\n';

/**
 * A connection that sends one request again and again. It parses its first answer and then only counts bytes, for
 * equal requests have answers of equal length: a client that parsed them all would measure itself.
 */
export class KeepAliveConnection {
  readonly #socket: Socket;
  readonly #request: Buffer;
  readonly #answered: () => void;
  #received = 0;
  #first: Buffer | null = Buffer.alloc(0);
  #answerLength = 0;

  /** Calls `answered` for each complete answer, and `failed` once when something else happens. */
  constructor(
    { port, request }: { readonly port: number; readonly request: string },
    answered: () => void,
    failed: (problem: string) => void,
  ) {
    this.#request = Buffer.from(request);
    this.#answered = answered;
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (chunk: Buffer) => {
      const problem = this.#receive(chunk);
      if (problem !== null) failed(problem);
    });
    this.#socket.on('error', (error) => failed(error.message));
    this.#socket.on('end', () => failed('the server closed the connection'));
  }

  send(): void {
    this.#socket.write(this.#request);
  }

  close(): void {
    this.#socket.removeAllListeners('end');
    this.#socket.destroy();
  }

  /** Gives what is wrong with an answer, or null. */
  #receive(chunk: Buffer): string | null {
    if (this.#first !== null) return this.#receiveFirst(Buffer.concat([this.#first, chunk]));
    const isStart = this.#received === 0;
    this.#received += chunk.length;
    if (isStart && !isSuccess(chunk)) return `answered ${chunk.toString('latin1').split('\r\n', 1)}`;
    if (this.#received > this.#answerLength) return 'an answer was longer than the first one';
    if (this.#received === this.#answerLength) this.#complete();
    return null;
  }

  #receiveFirst(answer: Buffer): string | null {
    this.#first = answer;
    if (answer.length > 12 && !isSuccess(answer)) return `answered ${answer.toString('latin1')}`;
    const length = lengthOf(answer.toString('latin1'));
    if (length === null || answer.length < length) return null;
    this.#answerLength = length;
    this.#first = null;
    this.#complete();
    return null;
  }

  #complete(): void {
    this.#received = 0;
    this.#answered();
  }
}

function isSuccess(answer: Buffer): boolean {
  return answer.toString('latin1', 0, 12) === 'HTTP/1.1 200';
}

/** Bytes of an answer, head and body; null while that can't be known. */
function lengthOf(answer: string): number | null {
  const head = answer.indexOf('\r\n\r\n');
  if (head === -1) return null;
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer.slice(0, head))?.[1];
  if (length !== undefined) return head + 4 + Number(length);
  const end = answer.indexOf(lastChunk, head + 4);
  return end === -1 ? null : end + lastChunk.length;
}
