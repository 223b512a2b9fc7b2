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
  /** What the button says that does it. */
  readonly action: string;
  /** Gives it the name; what it throws is shown. */
  readonly onName: (name: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks what something is called. */
export function NameDialog(props: NameDialogProps) {
  const { title, description, name: before, action, onName, onClose } = props;
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
            {action}
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
