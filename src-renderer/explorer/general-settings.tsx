import { useMutation } from '@tanstack/react-query';
import { functionBounds } from '../../src-main/contract/limits.ts';
import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import { rpc } from '../rpc/client.ts';
import { Failure } from '../ui/failure.tsx';
import { Field, TextArea, TextInput } from '../ui/field.tsx';
import { showNotice } from '../ui/notice.tsx';
import { settingsOf } from './function-settings.ts';
import { functionNameProblem } from './rename-function.ts';
import { SaveButtons } from './save-buttons.tsx';
import { useUnsaved } from './unsaved.ts';

const mebibyte = 1_048_576;

interface Edit {
  readonly name?: string;
  readonly description?: string;
  readonly memory?: string;
  readonly instances?: string;
}

/** Name, description and limits of a function. */
export function GeneralSettings({ subject }: { readonly subject: FunctionSummary }) {
  const [edit = {}, setEdit] = useUnsaved<Edit>(subject.id, 'general');
  const {
    name = subject.name ?? '',
    description = subject.description ?? '',
    memory = String(subject.maxMemory / mebibyte),
    instances = String(subject.maxInstances),
  } = edit;
  const maxMemory = Math.round(Number(memory) * mebibyte);
  const maxInstances = Number(instances);
  const nameError = edit.name === undefined ? null : functionNameProblem(edit.name);
  const memoryError =
    maxMemory >= functionBounds.minimumMemory && maxMemory <= functionBounds.maximumMemory
      ? null
      : 'From one page (0.0625 MiB) to 4096 MiB.';
  const instancesError =
    Number.isInteger(maxInstances) && maxInstances >= 1 && maxInstances <= functionBounds.maximumInstances
      ? null
      : `A whole number from 1 to ${functionBounds.maximumInstances.toLocaleString()}.`;
  const save = useMutation({
    mutationFn: () =>
      rpc.functions.update({
        functionId: subject.id,
        settings: {
          ...settingsOf(subject),
          name: edit.name ?? subject.name,
          description: description === '' ? null : description,
          maxMemory,
          maxInstances,
        },
      }),
    onSuccess: () => {
      setEdit(undefined);
      showNotice({ text: 'Saved. The next invocation has the new settings.' });
    },
  });
  const isChanged = Object.keys(edit).length > 0;
  const hasErrors = [nameError, memoryError, instancesError].some((error) => error !== null);
  const canSave = isChanged && !hasErrors && !save.isPending;
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave) save.mutate();
      }}
    >
      <Field label="Name" error={nameError}>
        {(attributes) => (
          <TextInput
            {...attributes}
            value={name}
            onChange={(event) => setEdit({ ...edit, name: event.target.value })}
          />
        )}
      </Field>
      <Field label="Description">
        {(attributes) => (
          <TextArea
            {...attributes}
            rows={2}
            value={description}
            onChange={(event) => setEdit({ ...edit, description: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Memory (MiB)"
        hint="The most that one instance may have, all of its memories together."
        error={memoryError}
      >
        {(attributes) => (
          <TextInput
            {...attributes}
            inputMode="decimal"
            value={memory}
            onChange={(event) => setEdit({ ...edit, memory: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Instances"
        hint="Invocations at the same time. More of them wait; when the queue is full, they are refused with 429."
        error={instancesError}
      >
        {(attributes) => (
          <TextInput
            {...attributes}
            inputMode="numeric"
            value={instances}
            onChange={(event) => setEdit({ ...edit, instances: event.target.value })}
          />
        )}
      </Field>
      {save.error !== null && <Failure title="The settings could not be saved" error={save.error} />}
      <SaveButtons canSave={canSave} isChanged={isChanged} onDiscard={() => setEdit(undefined)} />
    </form>
  );
}
