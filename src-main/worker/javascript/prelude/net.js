import { closeSocket, connect, endSocket, receive, send } from './host.js';
import { operate } from './operations.js';
import { bytesOf, encodeText } from './text.js';

/** What one read gives at most. */
const chunkBytes = 65_536;

/** A connection. What has not been closed is closed when the invocation ends. */
class Connection {
  #descriptor;
  #ends;
  #closed = false;

  constructor({ fd, local, peer }) {
    this.#descriptor = fd;
    this.#ends = { local, peer };
  }

  /** What has come, `max` bytes of it at most, as soon as there is something; no bytes at the end. */
  async read(max = chunkBytes) {
    this.#check();
    if (!(max >= 1)) throw new RangeError('a read asks for one byte or more');
    return operate(receive, this.#descriptor, Math.min(Math.floor(max), chunkBytes));
  }

  /** Sends text or bytes; resolves when all of it is on its way. */
  async write(data) {
    this.#check();
    await operate(send, this.#descriptor, typeof data === 'string' ? encodeText(data) : bytesOf(data));
  }

  /** Sends no more; what the other end still has to say can be read. */
  async end() {
    if (!this.#closed) endSocket(this.#descriptor);
  }

  /** Gives the connection up, with what was not read. */
  close() {
    if (!this.#closed) closeSocket(this.#descriptor);
    this.#closed = true;
  }

  /** This end, as `host:port`. */
  local() {
    return this.#ends.local;
  }

  /** The other end, as `host:port`. */
  peer() {
    return this.#ends.peer;
  }

  #check() {
    if (this.#closed) throw new Error('the connection is closed');
  }
}

class WasiTcpConn extends Connection {
  /** Connects to `host:port`, an IPv6 address in brackets. */
  static async connect(address) {
    return new WasiTcpConn(JSON.parse(await operate(connect, String(address), undefined)));
  }
}

class WasiTlsConn extends Connection {
  /**
   * The same by TLS; the certificate has to be valid for the server's name, which is the address's own if not said: a
   * text, as `host_tls_connect` takes it, or `{ serverName }`.
   */
  static async connect(address, server = {}) {
    const serverName = typeof server === 'string' ? server : (server.serverName ?? '');
    return new WasiTlsConn(JSON.parse(await operate(connect, String(address), String(serverName))));
  }
}

export const net = { WasiTcpConn, WasiTlsConn };
