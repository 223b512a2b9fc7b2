import { expect, it } from 'vitest';
import { nameFrames } from '../../../src-main/scheduler/name-frames.ts';

const frame = (functionName: string) => ({ functionName, offset: 80, source: null });

it('gives frames the names that were kept, readable, and leaves the others', () => {
  const kept = { 3: 'main', 12: '_ZN5hello4main17h0123456789abcdefE' };
  const stack = ['wasm-function[12]', 'wasm-function[3]', 'wasm-function[4]', 'named'].map(frame);
  const named = nameFrames(stack, new TextEncoder().encode(JSON.stringify(kept)));
  expect(named).toEqual(['hello::main', 'main', 'wasm-function[4]', 'named'].map(frame));
});
