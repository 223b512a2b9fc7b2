import { digest, random } from './host.js';
import { bytesOf } from './text.js';

/** What one call may ask for: https://w3c.github.io/webcrypto/#Crypto-method-getRandomValues */
const quota = 65_536;
const algorithms = { 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };

/** The part of Web Crypto that needs no keys. */
export const crypto = {
  getRandomValues(array) {
    if (!isIntegers(array))
      throw new DOMException('getRandomValues fills an array of integers', 'TypeMismatchError');
    if (array.byteLength > quota) throw new DOMException(`more than ${quota} bytes`, 'QuotaExceededError');
    bytesOf(array).set(random(array.byteLength));
    return array;
  },

  randomUUID() {
    const bytes = random(16);
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  },

  subtle: {
    async digest(algorithm, data) {
      const name = String(algorithm?.name ?? algorithm).toUpperCase();
      if (!Object.hasOwn(algorithms, name))
        throw new DOMException(`${name} is not a digest that is known`, 'NotSupportedError');
      return digest(algorithms[name], bytesOf(data)).buffer;
    },
  },
};

function isIntegers(array) {
  return ArrayBuffer.isView(array) && /^(Big)?(Int|Uint)\d/.test(array[Symbol.toStringTag]);
}
