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

/** A stack whose first frames, down to the first of the function's own source, can be put away. */
export interface SplitStack {
  /** Of the language's runtime and of libraries: how it panics says little of why. */
  readonly inner: readonly Frame[];
  readonly own: readonly Frame[];
}

/**
 * Parts a stack where the function's own source begins, which compilers name by relative paths. Where no frame has one,
 * or the first is one, all of it is its own.
 */
export function splitStack(stack: readonly Frame[]): SplitStack {
  const first = Math.max(0, stack.findIndex(isOwn));
  return { inner: stack.slice(0, first), own: stack.slice(first) };
}

function isOwn({ source }: Frame): boolean {
  return source !== null && !/^(?:[\\/]|[a-z]:)/i.test(source);
}
