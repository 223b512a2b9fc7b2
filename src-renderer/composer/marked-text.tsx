import type { Match } from './find-matches.ts';

interface MarkedTextProps {
  readonly text: string;
  /** In their order, and not over one another. */
  readonly matches: readonly Match[];
}

/** A text with what was found in it marked. */
export function MarkedText({ text, matches }: MarkedTextProps) {
  if (matches.length === 0) return text;
  return matches.map(({ from, to }, index) => (
    <span key={from}>
      {text.slice(matches[index - 1]?.to ?? 0, from)}
      <mark className="bg-warn-wash text-ink underline decoration-warn decoration-2">
        {text.slice(from, to)}
      </mark>
      {index === matches.length - 1 && text.slice(to)}
    </span>
  ));
}
