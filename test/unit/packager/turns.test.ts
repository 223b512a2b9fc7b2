import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../src-main/packager/turns.ts';

const never = new AbortController().signal;

describe('createTurns', () => {
  it('gives so many turns at once, and the next ones in the order of asking', async () => {
    const turns = createTurns(2);
    const order: string[] = [];
    const take = (name: string, signal = never) => turns.take(signal).then(() => order.push(name));
    await Promise.all([take('a'), take('b')]);
    const waiting = [take('c'), take('d')];
    expect(order).toEqual(['a', 'b']);
    turns.give();
    await waiting[0];
    expect(order).toEqual(['a', 'b', 'c']);
    turns.give();
    await waiting[1];
    expect(order).toEqual(['a', 'b', 'c', 'd']);
  });

  it('lets those leave the line who do not want to wait any more', async () => {
    const turns = createTurns(1);
    const controller = new AbortController();
    await turns.take(never);
    const impatient = turns.take(controller.signal);
    const patient = turns.take(never);
    controller.abort(new Error('enough'));
    await expect(impatient).rejects.toThrow('enough');
    turns.give();
    await patient;
  });

  it('gives no turn to a request that is aborted already', async () => {
    const turns = createTurns(1);
    await expect(turns.take(AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
    await turns.take(never);
  });

  it('keeps a turn that nobody waits for', async () => {
    const turns = createTurns(1);
    await turns.take(never);
    turns.give();
    await turns.take(never);
  });
});
