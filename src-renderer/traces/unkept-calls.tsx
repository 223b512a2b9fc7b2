interface UnkeptCallsProps {
  readonly calls: number;
  /** What that means for what is shown, as the end of the sentence. */
  readonly consequence: string;
}

/** Says where the calls of a long invocation are not all there; nothing where they are. */
export function UnkeptCalls({ calls, consequence }: UnkeptCallsProps) {
  if (calls === 0) return null;
  return (
    <p className="shrink-0 border-b px-3 py-1 text-small text-warn">
      {calls === 1 ? '1 call in the middle was' : `${calls.toLocaleString()} calls in the middle were`} not
      kept{consequence}
    </p>
  );
}
