import { Tooltip } from '@base-ui/react/tooltip';
import { type ComponentProps, useState } from 'react';
import { TextInput } from '../ui/field.tsx';
import { previewText, type Reference, referencesIn } from './preview-variables.ts';
import { useVariables } from './variables-context.tsx';

interface VariableInputProps extends ComponentProps<'input'> {
  readonly value: string;
  /** What else becomes of the text before it is sent. */
  readonly complete?: (text: string) => string;
}

const same = (text: string): string => text;

/** One line of text that may refer to variables: what they stand for shows under the pointer. */
export function VariableInput({ value, complete = same, ...rest }: VariableInputProps) {
  const variables = useVariables();
  const [open, setOpen] = useState(false);
  const references = referencesIn(value, variables);
  const sentAs = complete(previewText(value, variables));
  const input = (
    <TextInput
      {...rest}
      value={value}
      aria-invalid={references.some((reference) => reference.value === null)}
      aria-description={references.length === 0 ? undefined : `Sent as ${sentAs}`}
    />
  );
  // The same tree with and without variables: another one would take the cursor away.
  return (
    <Tooltip.Root
      open={open && references.length > 0}
      // It would cover what is below for as long as somebody writes.
      onOpenChange={(next, { reason }) => setOpen(next && reason !== 'trigger-focus')}
      disableHoverablePopup
    >
      <Tooltip.Trigger render={input} />
      <Tooltip.Portal>
        <Tooltip.Positioner side="bottom" align="start" sideOffset={4} className="pointer-events-none z-50">
          <Tooltip.Popup className="max-w-160 rounded-control bg-raised px-2.5 py-2 text-small text-ink shadow-popup">
            <ReferenceList references={references} />
            <p className="mt-1.5 border-t pt-1.5 font-mono break-all">{sentAs}</p>
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

function ReferenceList({ references }: { readonly references: readonly Reference[] }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-3 gap-y-0.5">
      {references.map(({ name, value, origin }) => (
        <div key={name} className="contents">
          <dt className="font-mono">{name}</dt>
          {value === null ? (
            <dd className="col-span-2 text-bad">has no value in this environment</dd>
          ) : (
            <>
              <dd className="font-mono break-all">{value}</dd>
              <dd className="text-ink-muted">{origin}</dd>
            </>
          )}
        </div>
      ))}
    </dl>
  );
}
