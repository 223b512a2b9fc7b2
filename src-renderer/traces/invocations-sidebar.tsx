import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { List } from 'lucide-react';
import { invocationSources } from '../../src-main/contract/rpc/invocations.ts';
import { queries } from '../rpc/client.ts';
import { Field, Select, TextInput } from '../ui/field.tsx';
import { SidebarHeading } from '../ui/sidebar-heading.tsx';
import { useInvocationFilter } from './invocation-filter.ts';

/** What narrows the list of invocations. */
export function InvocationsSidebar() {
  const filter = useInvocationFilter();
  const { data: functions } = useQuery(queries.functions.list.queryOptions());
  const set = useInvocationFilter.setState;
  return (
    <div className="flex h-full flex-col overflow-y-auto">
      <SidebarHeading title="Invocations" />
      <Link
        to="/invocations"
        className="flex h-6.5 shrink-0 items-center gap-2 px-3 hover:bg-hover"
        activeProps={{ className: 'bg-selected hover:bg-selected' }}
      >
        <List size={14} aria-hidden className="text-ink-muted" /> Live list
      </Link>
      <div className="flex flex-col gap-2 p-3">
        <Field label="Contains">
          {(attributes) => (
            <TextInput
              {...attributes}
              type="search"
              placeholder="Path, message, id"
              value={filter.text ?? ''}
              onChange={(event) => set({ text: event.target.value })}
            />
          )}
        </Field>
        <Choice
          label="Outcome"
          value={filter.outcome ?? 'all'}
          choices={[
            ['all', 'All'],
            ['succeeded', 'Succeeded'],
            ['failed', 'Failed'],
          ]}
          onChange={(outcome) => set({ outcome: outcome as 'all' })}
        />
        <Choice
          label="Function"
          value={filter.functionId ?? ''}
          choices={[['', 'All'], ...(functions ?? []).map(({ id, name }) => [id, name ?? id] as const)]}
          onChange={(functionId) => set({ functionId: functionId || null })}
        />
        <Choice
          label="Trigger"
          value={filter.trigger ?? ''}
          choices={[
            ['', 'All'],
            ['Std', 'Std'],
            ['Http', 'HTTP'],
            ['Pulsar', 'Pulsar'],
          ]}
          onChange={(trigger) => set({ trigger: (trigger || null) as 'Std' | null })}
        />
        <Choice
          label="Source"
          value={filter.source ?? ''}
          choices={[['', 'All'], ...invocationSources.map((source) => [source, source] as const)]}
          onChange={(source) => set({ source: (source || null) as 'curl' | null })}
        />
      </div>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [value: string, title: string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, choices, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      {(attributes) => (
        <Select {...attributes} value={value} onChange={(event) => onChange(event.target.value)}>
          {choices.map(([choice, title]) => (
            <option key={choice} value={choice}>
              {title}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
