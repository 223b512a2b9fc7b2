import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type EgressPolicy, egressPolicySchema } from '../../src-main/contract/egress.ts';
import { queries, rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Failure, PageError } from '../ui/failure.tsx';
import { Field, Select, TextArea } from '../ui/field.tsx';
import { showNotice } from '../ui/notice.tsx';

/** Where a function may connect to: read, changed, and in force from its next invocation on. */
export function EgressSettings({ functionId }: { readonly functionId: string }) {
  const { data, error } = useQuery(queries.functions.egress.queryOptions({ input: { functionId } }));
  if (error !== null) return <PageError title="The policy can't be read" error={error} />;
  if (data === undefined) return null;
  // What somebody else set takes the place of what was shown.
  return <Form key={JSON.stringify(data.egress)} functionId={functionId} policy={data.egress} />;
}

type Kind = Exclude<EgressPolicy, readonly string[]> | 'list';

const kinds: readonly { readonly kind: Kind; readonly title: string; readonly meaning: string }[] = [
  { kind: 'all', title: 'Everywhere', meaning: 'No connection is refused.' },
  { kind: 'loopback', title: 'This machine alone', meaning: 'localhost, and names below it.' },
  { kind: 'list', title: 'Places of a list', meaning: 'What is not on it is refused, and dmesg names it.' },
  { kind: 'none', title: 'Nowhere', meaning: 'Every connection is refused, and dmesg names it.' },
];

interface FormProps {
  readonly functionId: string;
  readonly policy: EgressPolicy;
}

function Form({ functionId, policy }: FormProps) {
  const [kind, setKind] = useState<Kind>(typeof policy === 'string' ? policy : 'list');
  const [places, setPlaces] = useState(typeof policy === 'string' ? '' : policy.join('\n'));
  const list = places.split('\n').flatMap((line) => line.trim() || []);
  const checked = egressPolicySchema.safeParse(kind === 'list' ? list : kind);
  const wrong =
    kind === 'list' ? list.find((place) => !egressPolicySchema.safeParse([place]).success) : undefined;
  const save = useMutation({
    mutationFn: () => rpc.functions.setEgress({ functionId, egress: checked.data ?? policy }),
    onSuccess: () => showNotice({ text: 'Saved. The next invocation connects by the new policy.' }),
  });
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (checked.success) save.mutate();
      }}
    >
      <Field label="May connect to" hint={kinds.find((one) => one.kind === kind)?.meaning}>
        {(attributes) => (
          <Select {...attributes} value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
            {kinds.map((one) => (
              <option key={one.kind} value={one.kind}>
                {one.title}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {kind === 'list' && (
        <Field
          label="Places"
          hint="One a line: host:port, *.example.org:443, [::1]:* or *:443."
          error={wrong === undefined ? null : `"${wrong}" is no place: it reads host:port.`}
        >
          {(attributes) => (
            <TextArea
              {...attributes}
              rows={4}
              value={places}
              onChange={(event) => setPlaces(event.target.value)}
            />
          )}
        </Field>
      )}
      {save.error !== null && <Failure title="The policy could not be saved" error={save.error} />}
      <div>
        <Button type="submit" disabled={save.isPending || !checked.success}>
          Save connections
        </Button>
      </div>
    </form>
  );
}
