import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { Field, TextInput } from '../ui/field.tsx';

interface NameDialogProps {
  readonly title: string;
  readonly description?: string;
  /** The name that it has so far. */
  readonly name: string;
  /** Gives it the name; what it throws is shown. */
  readonly onName: (name: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks what something is called. */
export function NameDialog({ title, description, name: before, onName, onClose }: NameDialogProps) {
  const [name, setName] = useState(before);
  const save = useMutation({ mutationFn: () => onName(name.trim()), onSuccess: onClose });
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={description}
      onEnter={() => !save.isPending && save.mutate()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={save.isPending} onClick={() => save.mutate()}>
            Name it
          </Button>
        </>
      }
    >
      <Field label="Name">
        {(attributes) => (
          <TextInput {...attributes} value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      {save.error !== null && <Failure title="The name could not be kept" error={save.error} />}
    </Dialog>
  );
}
