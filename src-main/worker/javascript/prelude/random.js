import { random } from './host.js';

/** State of xoshiro128++ (Blackman and Vigna, 2019); an image is taken before it has one. */
let state = null;

/** `Math.random`, seeded by the host when it is first used. */
export function randomNumber() {
  if (state === null) state = new Uint32Array(random(16).buffer);
  const high = next() >>> 5;
  const low = next() >>> 6;
  return (high * 0x400_0000 + low) / 0x20_0000_0000_0000;
}

function next() {
  const [a, b, c, d] = state;
  const sum = (a + d) | 0;
  const result = ((sum << 7) | (sum >>> 25)) + a;
  const third = c ^ a;
  const fourth = d ^ b;
  state[1] = b ^ third;
  state[0] = a ^ fourth;
  state[2] = third ^ (b << 9);
  state[3] = (fourth << 11) | (fourth >>> 21);
  return result | 0;
}
