import { CircleAlert } from 'lucide-react';
import type { TraceCall } from '../../src-main/contract/rpc/invocations.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { TextInput } from '../ui/field.tsx';
import { type CallFilter, everyCall, isFiltering } from './trace-model.ts';

interface CallFilterBarProps {
  readonly calls: readonly TraceCall[];
  readonly shown: number;
  readonly filter: CallFilter;
  readonly onChange: (filter: CallFilter) => void;
}

/** Narrows the calls by text, class and failure, and always says how many of how many are shown. */
export function CallFilterBar({ calls, shown, filter, onChange }: CallFilterBarProps) {
  const categories = [...new Set(calls.map(({ category }) => category))];
  const toggle = (category: string): void =>
    onChange({
      ...filter,
      categories: filter.categories.includes(category)
        ? filter.categories.filter((other) => other !== category)
        : [...filter.categories, category],
    });
  return (
    <div
      role="toolbar"
      aria-label="Filter calls"
      className="flex shrink-0 flex-wrap items-center gap-1.5 border-b px-3 py-1.5"
    >
      <TextInput
        type="search"
        aria-label="Filter by name or text"
        placeholder="Filter, or /regex/"
        className="max-w-52"
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
      />
      {categories.map((category) => (
        <Chip key={category} on={filter.categories.includes(category)} onClick={() => toggle(category)}>
          {category}
        </Chip>
      ))}
      <Chip on={filter.errorsOnly} onClick={() => onChange({ ...filter, errorsOnly: !filter.errorsOnly })}>
        <CircleAlert size={12} aria-hidden /> errors only
      </Chip>
      {isFiltering(filter) && (
        <span className="flex items-center text-small text-ink-muted">
          {shown} of {calls.length} calls
          <Button look="quiet" onClick={() => onChange(everyCall)}>
            Clear
          </Button>
        </span>
      )}
    </div>
  );
}

function Chip(props: {
  readonly on: boolean;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={props.on}
      onClick={props.onClick}
      className={classNames(
        'flex h-5.5 items-center gap-1 rounded-full border px-2 text-small',
        props.on
          ? 'border-accent bg-accent-wash text-ink'
          : 'border-line-strong text-ink-muted hover:bg-hover',
      )}
    >
      {props.children}
    </button>
  );
}
