import { createSecretCipher } from '../../src-main/store/secret-cipher.ts';

/** What tests seal secrets with where they start a part of the platform by themselves. */
export const testKey = new Uint8Array(32).fill(7);
export const testCipher = createSecretCipher(testKey);
