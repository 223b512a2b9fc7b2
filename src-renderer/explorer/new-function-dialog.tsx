import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { create } from 'zustand';
import { goTo } from '../app/go-to.ts';
import { focusPage } from '../app/layout/panes.ts';
import { fileAddress } from '../editor/file-address.ts';
import { queries, rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { Field, TextInput } from '../ui/field.tsx';
import { revealProject } from './explorer-state.ts';

const useNewFunction = create<{ open: boolean }>(() => ({ open: false }));

/** Shows the form that makes a function from a template, with its folder of source. */
export function openNewFunction(): void {
  useNewFunction.setState({ open: true });
}

/** The form, wherever it was asked for. */
export function NewFunctionDialog() {
  const { open } = useNewFunction();
  return open ? <Form onClose={() => useNewFunction.setState({ open: false })} /> : null;
}

const nameRule = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

function Form({ onClose }: { readonly onClose: () => void }) {
  const { data: templates = [] } = useQuery(queries.projects.templates.queryOptions());
  const [name, setName] = useState('hello');
  const [template, setTemplate] = useState<string | null>(null);
  const chosen = template ?? templates[0]?.id ?? null;
  const valid = nameRule.test(name);
  const { data: suggestion } = useQuery(
    queries.projects.suggestFolder.queryOptions({
      input: { name },
      enabled: valid,
      placeholderData: (last) => last,
    }),
  );
  const [folder, setFolder] = useState<string | null>(null);
  const create = useMutation({
    mutationFn: async () => {
      if (chosen === null) return;
      const project = await rpc.projects.create({
        folder: folder ?? suggestion?.folder ?? '',
        name,
        template: chosen,
      });
      revealProject(project.id);
      const source = project.functions[0]?.source;
      if (source !== undefined) goTo(fileAddress(project.id, source));
      onClose();
      focusPage();
    },
  });
  const canCreate = valid && chosen !== null && !create.isPending;
  return (
    <Dialog
      open
      onClose={onClose}
      title="New function"
      wide
      onEnter={() => canCreate && create.mutate()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={!canCreate} onClick={() => create.mutate()}>
            Create
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-2">
        <Field
          label="Name"
          error={valid || name === '' ? null : 'Lower-case letters, digits and hyphens, at most 64.'}
        >
          {(attributes) => (
            <TextInput {...attributes} value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <Field label="Folder" hint="Source, manifest and saved requests go here.">
          {(attributes) => (
            <TextInput
              {...attributes}
              className="font-mono"
              value={folder ?? suggestion?.folder ?? ''}
              onChange={(event) => setFolder(event.target.value)}
            />
          )}
        </Field>
        <fieldset>
          <legend className="mb-1 text-small font-medium text-ink-muted">Template</legend>
          <div className="grid max-h-72 grid-cols-2 gap-2 overflow-auto p-px">
            {templates.map(({ id, title, description, missing }) => (
              <label
                key={id}
                className={classNames(
                  'flex gap-2 rounded-card border p-2.5 has-focus-visible:outline-2 has-focus-visible:outline-accent',
                  id === chosen ? 'border-accent bg-accent-wash' : 'hover:bg-hover',
                )}
              >
                <input
                  type="radio"
                  name="template"
                  className="mt-0.5 self-start"
                  checked={id === chosen}
                  onChange={() => setTemplate(id)}
                />
                <span>
                  <span className="font-medium">{title}</span>
                  <span className="block text-small text-ink-muted">{description}</span>
                  {missing !== null && <span className="block text-small text-warn">{missing}</span>}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        {create.error !== null && <Failure title="The function could not be made" error={create.error} />}
      </div>
    </Dialog>
  );
}
