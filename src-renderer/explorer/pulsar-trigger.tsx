import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type PulsarTrigger, pulsarTriggerInputSchema } from '../../src-main/contract/pulsar-trigger.ts';
import { queries, rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Failure, PageError } from '../ui/failure.tsx';
import { Field, TextInput } from '../ui/field.tsx';
import { showNotice } from '../ui/notice.tsx';
import { SecretInput } from './secret-input.tsx';

/** The Pulsar trigger of a function: shown, made, changed and taken away. */
export function PulsarTriggerEditor({ functionId }: { readonly functionId: string }) {
  const { data: trigger, error } = useQuery(
    queries.functions.pulsarTrigger.queryOptions({ input: { functionId } }),
  );
  const [isNew, setIsNew] = useState(false);
  if (error !== null) return <PageError title="The trigger can't be read" error={error} />;
  if (trigger === undefined) return null;
  return (
    <>
      <p>
        Each message of a topic calls the function. The local bus does not run yet: the trigger is checked and
        kept as in the cloud, and no message arrives here.
      </p>
      {trigger === null && !isNew ? (
        <div>
          <Button onClick={() => setIsNew(true)}>Set a Pulsar trigger</Button>
        </div>
      ) : (
        <Form
          // What somebody else set takes the place of what was shown.
          key={JSON.stringify(trigger)}
          functionId={functionId}
          trigger={trigger}
          onClose={() => setIsNew(false)}
        />
      )}
    </>
  );
}

interface FormProps {
  readonly functionId: string;
  /** Null for one that is still to be made. */
  readonly trigger: PulsarTrigger | null;
  readonly onClose: () => void;
}

function Form({ functionId, trigger, onClose }: FormProps) {
  const [url, setUrl] = useState(trigger?.pulsar_url ?? '');
  const [topic, setTopic] = useState(trigger?.pulsar_topic_fqdn ?? '');
  const [isRegex, setIsRegex] = useState(trigger?.pulsar_topic_fqdn_is_regex ?? false);
  const [token, setToken] = useState(trigger?.pulsar_token ?? '');
  const [isTried, setIsTried] = useState(false);
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
      onClose();
      showNotice({ text: 'The trigger was saved.' });
    },
  });
  const remove = useMutation({
    mutationFn: async () => {
      await rpc.functions.removePulsarTrigger({ functionId });
      onClose();
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
            className="font-mono"
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
        )}
      </Field>
      <Field label="Topic" hint="persistent://tenant/namespace/topic" error={problemOf('pulsar_topic_fqdn')}>
        {(attributes) => (
          <TextInput
            {...attributes}
            className="font-mono"
            value={topic}
            onChange={(event) => setTopic(event.target.value)}
          />
        )}
      </Field>
      <label className="flex items-center gap-1.5">
        <input type="checkbox" checked={isRegex} onChange={(event) => setIsRegex(event.target.checked)} />
        The topic is a regular expression, and every topic that it matches is meant
      </label>
      <Field label="Token" hint="What the broker asks for; empty where it asks for nothing.">
        {(attributes) => <SecretInput {...attributes} value={token} onChange={setToken} />}
      </Field>
      {save.error !== null && <Failure title="The trigger could not be saved" error={save.error} />}
      {remove.error !== null && <Failure title="The trigger could not be removed" error={remove.error} />}
      <div className="flex gap-2">
        <Button look="primary" type="submit" disabled={save.isPending}>
          Save
        </Button>
        {trigger === null ? (
          <Button onClick={onClose}>Cancel</Button>
        ) : (
          <Button look="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
            Remove
          </Button>
        )}
      </div>
    </form>
  );
}
