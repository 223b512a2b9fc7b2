import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { create } from 'zustand';
import { rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { Field } from '../ui/field.tsx';
import { showNotice } from '../ui/notice.tsx';
import { SecretInput } from './secret-input.tsx';

interface Asked {
  readonly projectId: string;
  readonly names: readonly string[];
}

const useAsked = create<{ asked: Asked | null }>(() => ({ asked: null }));

/**
 * Asks for the values of secrets that a deployment was refused for. A function that was never deployed has no page of its
 * own to set them on.
 */
export function askForSecrets(projectId: string, names: readonly string[]): void {
  useAsked.setState({ asked: { projectId, names } });
}

/** What the button says that leads there. */
export function setSecretsLabel(names: readonly string[]): string {
  return names.length === 1 ? `Set ${names[0]}` : `Set the ${names.length} secrets`;
}

/** The question, wherever it was asked from. */
export function MissingSecretsDialog() {
  const { asked } = useAsked();
  return asked === null ? null : <Question {...asked} />;
}

function Question({ projectId, names }: Asked) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const given = names.filter((name) => (values[name] ?? '') !== '');
  const close = (): void => useAsked.setState({ asked: null });
  const save = useMutation({
    mutationFn: async () => {
      for (const name of given)
        await rpc.projects.setSecret({ projectId, name, value: values[name] ?? null });
      close();
      showNotice({
        text: `${given.join(', ')}: kept, sealed. The next deployment has ${given.length === 1 ? 'it' : 'them'}.`,
      });
    },
  });
  const canSave = given.length > 0 && !save.isPending;
  return (
    <Dialog
      open
      onClose={close}
      title={names.length === 1 ? 'A secret without a value' : 'Secrets without a value'}
      description="The platform keeps what is set here, sealed, and gives it to deployments of this project."
      onEnter={() => canSave && save.mutate()}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button look="primary" disabled={!canSave} onClick={() => save.mutate()}>
            Keep sealed
          </Button>
        </>
      }
    >
      {names.map((name, index) => (
        <Field key={name} label={name}>
          {(attributes) => (
            <SecretInput
              {...attributes}
              autoFocus={index === 0}
              value={values[name] ?? ''}
              onChange={(value) => setValues({ ...values, [name]: value })}
            />
          )}
        </Field>
      ))}
      {save.error !== null && <Failure title="They could not all be kept" error={save.error} />}
    </Dialog>
  );
}
