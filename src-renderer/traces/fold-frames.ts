import type { InvocationTrace } from '../../src-main/contract/rpc/invocations.ts';

type Frame = InvocationTrace['halt']['stack'][number];

/** A stack whose equal neighbours, which recursion leaves, are one frame with how often it is there. */
export function foldFrames(stack: readonly Frame[]): { frame: Frame; times: number }[] {
  const folded: { frame: Frame; times: number }[] = [];
  for (const frame of stack) {
    const last = folded.at(-1);
    if (last !== undefined && isSame(last.frame, frame)) last.times += 1;
    else folded.push({ frame, times: 1 });
  }
  return folded;
}

function isSame(one: Frame, other: Frame): boolean {
  return (
    one.functionName === other.functionName && one.offset === other.offset && one.source === other.source
  );
}
