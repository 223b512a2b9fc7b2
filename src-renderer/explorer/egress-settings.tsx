import { useMutation, useQuery } from '@tanstack/react-query';
import { type EgressPolicy, egressPolicySchema } from '../../src-main/contract/egress.ts';
import { queries, rpc } from '../rpc/client.ts';
import { Failure, PageError } from '../ui/failure.tsx';
import { Field, Select, TextArea } from '../ui/field.tsx';
import { showNotice } from '../ui/notice.tsx';
import { SaveButtons } from './save-buttons.tsx';
import { useUnsaved } from './unsaved.ts';

/** Where a function may connect to: read, changed, and in force from its next invocation on. */
export function EgressSettings({ functionId }: { readonly functionId: string }) {
  const { data, error } = useQuery(queries.functions.egress.queryOptions({ input: { functionId } }));
  if (error !== null) return <PageError title="The policy can't be read" error={error} />;
  if (data === undefined) return null;
  return <Form functionId={functionId} policy={data.egress} />;
}

type Kind = Exclude<EgressPolicy, readonly string[]> | 'list';

const kinds: readonly { readonly kind: Kind; readonly title: string; readonly meaning: string }[] = [
  { kind: 'all', title: 'Everywhere', meaning: 'No connection is refused.' },
  { kind: 'loopback', title: 'This machine alone', meaning: 'localhost, and names below it.' },
  { kind: 'list', title: 'Places of a list', meaning: 'What is not on it is refused, and dmesg names it.' },
  { kind: 'none', title: 'Nowhere', meaning: 'Every connection is refused, and dmesg names it.' },
];

interface Edit {
  readonly kind?: Kind;
  readonly places?: string;
}

interface FormProps {
  readonly functionId: string;
  readonly policy: EgressPolicy;
}

function Form({ functionId, policy }: FormProps) {
  const [edit = {}, setEdit] = useUnsaved<Edit>(functionId, 'egress');
  const {
    kind = typeof policy === 'string' ? policy : 'list',
    places = typeof policy === 'string' ? '' : policy.join('\n'),
  } = edit;
  const list = places.split('\n').flatMap((line) => line.trim() || []);
  const checked = egressPolicySchema.safeParse(kind === 'list' ? list : kind);
  const wrong =
    kind === 'list' ? list.find((place) => !egressPolicySchema.safeParse([place]).success) : undefined;
  const save = useMutation({
    mutationFn: () => rpc.functions.setEgress({ functionId, egress: checked.data ?? policy }),
    onSuccess: () => {
      setEdit(undefined);
      showNotice({ text: 'Saved. The next invocation connects by the new policy.' });
    },
  });
  const isChanged = Object.keys(edit).length > 0;
  const canSave = isChanged && checked.success && !save.isPending;
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave) save.mutate();
      }}
    >
      <Field label="May connect to" hint={kinds.find((one) => one.kind === kind)?.meaning}>
        {(attributes) => (
          <Select
            {...attributes}
            value={kind}
            onChange={(event) => setEdit({ ...edit, kind: event.target.value as Kind })}
          >
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
              onChange={(event) => setEdit({ ...edit, places: event.target.value })}
            />
          )}
        </Field>
      )}
      {save.error !== null && <Failure title="The policy could not be saved" error={save.error} />}
      <SaveButtons
        label="Save connections"
        canSave={canSave}
        isChanged={isChanged}
        onDiscard={() => setEdit(undefined)}
      />
    </form>
  );
}
