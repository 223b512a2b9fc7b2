import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { Field, TextInput } from '../ui/field.tsx';

interface NameExchangeDialogProps {
  readonly exchange: Exchange;
  readonly onClose: () => void;
}

/** Gives an exchange of the history a name, and keeps it for good. */
export function NameExchangeDialog({ exchange, onClose }: NameExchangeDialogProps) {
  const [name, setName] = useState(exchange.label ?? '');
  const save = useMutation({
    mutationFn: () =>
      rpc.history.pin({
        exchangeId: exchange.id,
        pinned: true,
        label: name.trim() === '' ? null : name.trim(),
      }),
    onSuccess: onClose,
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Name this exchange"
      onEnter={save.mutate}
      description="What has a name is pinned: it stays when older exchanges make room."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" onClick={() => save.mutate()}>
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
