import { closeSocket, connect, endSocket, receive, send, socketAddresses } from './host.js';
import { operate } from './operations.js';
import { bytesOf, encodeText } from './text.js';

/** A connection; `read` gives bytes until there are none, and what is written may be text or bytes. */
class Connection {
  #descriptor;
  #closed = false;

  constructor(descriptor) {
    this.#descriptor = descriptor;
  }

  async read() {
    if (this.#closed) throw new Error('the connection is closed');
    return operate(receive, this.#descriptor);
  }

  async write(data) {
    if (this.#closed) throw new Error('the connection is closed');
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
    return JSON.parse(socketAddresses(this.#descriptor)).local;
  }

  /** The other end, as `host:port`. */
  peer() {
    return JSON.parse(socketAddresses(this.#descriptor)).peer;
  }
}

class WasiTcpConn extends Connection {
  /** Connects to `host:port`, an IPv6 address in brackets. */
  static async connect(address) {
    return new WasiTcpConn(await operate(connect, String(address), undefined));
  }
}

class WasiTlsConn extends Connection {
  /** The same by TLS; the certificate has to be valid for the host name, which is the address's own if not said. */
  static async connect(
    address,
    hostName = String(address)
      .replace(/:\d+$/, '')
      .replace(/^\[|\]$/g, ''),
  ) {
    return new WasiTlsConn(await operate(connect, String(address), String(hostName)));
  }
}

export const net = { WasiTcpConn, WasiTlsConn };
