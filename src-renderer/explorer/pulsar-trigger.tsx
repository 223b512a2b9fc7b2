import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type PulsarTrigger, pulsarTriggerInputSchema } from '../../src-main/contract/pulsar-trigger.ts';
import { queries, rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Failure, PageError } from '../ui/failure.tsx';
import { Field, TextInput } from '../ui/field.tsx';
import { showNotice } from '../ui/notice.tsx';
import { SecretInput } from './secret-input.tsx';
import { useUnsaved } from './unsaved.ts';

/** The Pulsar trigger of a function: shown, made, changed and taken away. */
export function PulsarTriggerEditor({ functionId }: { readonly functionId: string }) {
  const { data: trigger, error } = useQuery(
    queries.functions.pulsarTrigger.queryOptions({ input: { functionId } }),
  );
  const [edit, setEdit] = useUnsaved<Edit>(functionId, 'pulsar');
  if (error !== null) return <PageError title="The trigger can't be read" error={error} />;
  if (trigger === undefined) return null;
  return (
    <>
      <p>
        Each message of a topic calls the function. Nothing here listens to Pulsar yet: a trigger is checked
        and kept as the cloud would, but no message arrives.
      </p>
      {trigger === null && edit === undefined ? (
        <div>
          <Button onClick={() => setEdit({})}>Set a Pulsar trigger</Button>
        </div>
      ) : (
        <Form functionId={functionId} trigger={trigger} edit={edit} setEdit={setEdit} />
      )}
    </>
  );
}

interface Edit {
  readonly url?: string;
  readonly topic?: string;
  readonly isRegex?: boolean;
  readonly token?: string;
}

interface FormProps {
  readonly functionId: string;
  /** Null for one that is still to be made. */
  readonly trigger: PulsarTrigger | null;
  /** What was typed over it; undefined while nothing was. */
  readonly edit: Edit | undefined;
  readonly setEdit: (edit: Edit | undefined) => void;
}

function Form({ functionId, trigger, edit, setEdit }: FormProps) {
  const {
    url = trigger?.pulsar_url ?? '',
    topic = trigger?.pulsar_topic_fqdn ?? '',
    isRegex = trigger?.pulsar_topic_fqdn_is_regex ?? false,
    token = trigger?.pulsar_token ?? '',
  } = edit ?? {};
  const [isTried, setIsTried] = useState(false);
  const close = (): void => setEdit(undefined);
  const checked = pulsarTriggerInputSchema.safeParse({
    pulsar_url: url.trim(),
    pulsar_topic_fqdn: topic.trim(),
    pulsar_topic_fqdn_is_regex: isRegex,
    pulsar_token: token === '' ? null : token,
  });
  const problemOf = (field: keyof PulsarTrigger): string | null => {
    const message = checked.error?.issues.find(({ path }) => path[0] === field)?.message;
    return isTried && message !== undefined ? `${message.charAt(0).toUpperCase()}${message.slice(1)}.` : null;
  };
  const save = useMutation({
    mutationFn: async () => {
      if (checked.data === undefined) return;
      await rpc.functions.setPulsarTrigger({ functionId, trigger: checked.data });
      close();
      showNotice({ text: 'The trigger was saved.' });
    },
  });
  const remove = useMutation({
    mutationFn: async () => {
      await rpc.functions.removePulsarTrigger({ functionId });
      close();
      const undo = (): void => {
        if (trigger !== null) void rpc.functions.setPulsarTrigger({ functionId, trigger });
      };
      showNotice({ text: 'The Pulsar trigger was removed.', action: { label: 'Undo', run: undo } });
    },
  });
  return (
    <form
      className="flex max-w-130 flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        setIsTried(true);
        save.mutate();
      }}
    >
      <Field
        label="Broker"
        hint="pulsar://host:port, or pulsar+ssl:// for TLS"
        error={problemOf('pulsar_url')}
      >
        {(attributes) => (
          <TextInput
            {...attributes}
            // It appears where the button was that asked for it.
            autoFocus={trigger === null}
            className="font-mono"
            value={url}
            onChange={(event) => setEdit({ ...edit, url: event.target.value })}
          />
        )}
      </Field>
      <Field label="Topic" hint="persistent://tenant/namespace/topic" error={problemOf('pulsar_topic_fqdn')}>
        {(attributes) => (
          <TextInput
            {...attributes}
            className="font-mono"
            value={topic}
            onChange={(event) => setEdit({ ...edit, topic: event.target.value })}
          />
        )}
      </Field>
      <label className="flex items-center gap-1.5">
        <input
          type="checkbox"
          checked={isRegex}
          onChange={(event) => setEdit({ ...edit, isRegex: event.target.checked })}
        />
        The topic is a regular expression: every topic that it matches is meant
      </label>
      <Field label="Token" hint="What the broker asks for; empty where it asks for nothing.">
        {(attributes) => (
          <SecretInput {...attributes} value={token} onChange={(next) => setEdit({ ...edit, token: next })} />
        )}
      </Field>
      {save.error !== null && <Failure title="The trigger could not be saved" error={save.error} />}
      {remove.error !== null && <Failure title="The trigger could not be removed" error={remove.error} />}
      <div className="flex gap-2">
        <Button look="primary" type="submit" disabled={edit === undefined || save.isPending}>
          Save
        </Button>
        {edit !== undefined && (
          <Button look="quiet" onClick={close}>
            {trigger === null ? 'Cancel' : 'Discard changes'}
          </Button>
        )}
        {trigger !== null && (
          <Button look="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
            Remove
          </Button>
        )}
      </div>
    </form>
  );
}
