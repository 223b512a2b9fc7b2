import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';

interface NameFieldProps {
  readonly label: string;
  /** The name as it is; empty for something new. */
  readonly initial: string;
  /** What is wrong with a name, as a sentence; null where nothing is. */
  readonly problemOf: (name: string) => string | null;
  /** Gives the name; what it throws is shown beside the field. */
  readonly onCommit: (name: string) => Promise<void>;
  /** The name was given, or nobody wants to give one any more. */
  readonly onEnd: () => void;
}

/** A name that is written in its place in the tree: Enter gives it, Escape and leaving it as it was do not. */
export function NameField({ label, initial, problemOf, onCommit, onEnd }: NameFieldProps) {
  const [name, setName] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  const note = useId();
  useEffect(() => {
    const dot = initial.lastIndexOf('.');
    input.current?.focus();
    input.current?.setSelectionRange(0, dot > 0 ? dot : initial.length);
  }, [initial]);

  const end = (): void => {
    if (isOver.current) return;
    isOver.current = true;
    onEnd();
  };
  const commit = async (): Promise<void> => {
    if (isOver.current) return;
    const found = problemOf(name);
    if (found !== null) return setProblem(found);
    isOver.current = true;
    try {
      await onCommit(name);
      onEnd();
    } catch (error) {
      isOver.current = false;
      setProblem(error instanceof Error ? error.message : String(error));
      input.current?.focus();
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') end();
    if (event.key === 'Enter') void (name === initial && initial !== '' ? end() : commit());
  };
  return (
    <span className="relative min-w-0 grow">
      <input
        ref={input}
        aria-label={label}
        aria-invalid={problem !== null}
        aria-describedby={note}
        spellCheck={false}
        autoComplete="off"
        className="h-5.5 w-full min-w-0 rounded-small border border-accent bg-canvas px-1 aria-invalid:border-bad aria-invalid:outline-bad"
        value={name}
        onChange={(event) => {
          setName(event.target.value);
          setProblem(event.target.value === initial ? null : problemOf(event.target.value));
        }}
        onKeyDown={onKeyDown}
        onBlur={() => void (name === initial || problem !== null ? end() : commit())}
      />
      <span id={note} role="alert">
        {problem !== null && (
          <span className="absolute inset-x-0 top-full rounded-small bg-bad-wash px-1.5 py-0.5 text-small whitespace-normal text-bad shadow-popup">
            {problem}
          </span>
        )}
      </span>
    </span>
  );
}
