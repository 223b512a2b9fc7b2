import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { create } from 'zustand';
import type { Project } from '../../src-main/contract/rpc/projects.ts';
import { goTo } from '../app/go-to.ts';
import { focusPage } from '../app/layout/panes.ts';
import { fileAddress } from '../editor/file-address.ts';
import { queries, rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { Field, Select, TextInput } from '../ui/field.tsx';
import { Pending } from '../ui/pending.tsx';
import { revealProject } from './explorer-state.ts';
import { FolderInput } from './folder-input.tsx';
import { TemplateChoice } from './template-choice.tsx';

const useNewFunction = create<{ open: boolean; projectId: string | null }>(() => ({
  open: false,
  projectId: null,
}));

/** Shows the form that makes a function from a template: in a project that is open, or in a new one. */
export function openNewFunction(projectId: string | null = null): void {
  useNewFunction.setState({ open: true, projectId });
}

/** The form, wherever it was asked for. */
export function NewFunctionDialog() {
  const { open, projectId } = useNewFunction();
  return open ? (
    <Form initialProject={projectId} onClose={() => useNewFunction.setState({ open: false })} />
  ) : null;
}

const nameRule = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

interface FormProps {
  readonly initialProject: string | null;
  readonly onClose: () => void;
}

function Form({ initialProject, onClose }: FormProps) {
  const { data: templates = [], error: unknown } = useQuery(queries.projects.templates.queryOptions());
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions());
  const [name, setName] = useState('hello');
  const [template, setTemplate] = useState<string | null>(null);
  const [projectId, setProjectId] = useState(initialProject);
  const chosen = template ?? templates[0]?.id ?? null;
  const valid = nameRule.test(name);
  const { data: suggestion } = useQuery(
    queries.projects.suggestFolder.queryOptions({
      input: { name },
      enabled: valid,
      placeholderData: (last) => last,
    }),
  );
  const [typedFolder, setTypedFolder] = useState<string | null>(null);
  const folder = typedFolder ?? suggestion?.folder ?? '';
  const make = useMutation({
    mutationFn: async () => {
      if (chosen === null) return;
      const project =
        projectId === null
          ? await rpc.projects.create({ folder, name, template: chosen })
          : await rpc.projects.addFunction({ projectId, name, template: chosen });
      onClose();
      // The form gives the focus back to what had it before; only then can the editor have it.
      setTimeout(() => show(project, name));
    },
  });
  const canCreate = valid && chosen !== null && !make.isPending;
  return (
    <Dialog
      open
      onClose={onClose}
      title="New function"
      wide
      onEnter={() => canCreate && make.mutate()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={!canCreate} onClick={() => make.mutate()}>
            {make.isPending ? 'Creating…' : 'Create'}
          </Button>
        </>
      }
    >
      {/* What was refused is no longer what stands here. */}
      <div className="flex flex-col gap-3" onChange={() => make.reset()}>
        <Field
          label="Name"
          error={valid || name === '' ? null : 'Lower-case letters, digits and hyphens, at most 64.'}
        >
          {(attributes) => (
            <TextInput
              {...attributes}
              value={name}
              onFocus={(event) => event.target.select()}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {unknown !== null ? (
          <Failure title="The templates could not be read" error={unknown} />
        ) : chosen === null ? (
          // As high as what comes in its place.
          <div className="h-50.5">
            <Pending what="Looking for the toolchains of this machine" />
          </div>
        ) : (
          <TemplateChoice templates={templates} chosen={chosen} onChoose={setTemplate} />
        )}
        {projects.length > 0 && (
          <Field label="Project">
            {(attributes) => (
              <Select
                {...attributes}
                value={projectId ?? ''}
                onChange={(event) => setProjectId(event.target.value === '' ? null : event.target.value)}
              >
                <option value="">A new one</option>
                {projects.map((project) => (
                  <option key={project.id} value={project.id}>
                    {project.name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        {projectId === null && (
          <Field label="Folder" hint="Source, manifest and saved requests go here.">
            {(attributes) => <FolderInput {...attributes} value={folder} onChange={setTypedFolder} />}
          </Field>
        )}
        {make.error !== null && <Failure title="The function could not be made" error={make.error} />}
      </div>
    </Dialog>
  );
}

function show(project: Project, name: string): void {
  revealProject(project.id);
  const source = project.functions.find((made) => made.name === name)?.source;
  if (source !== undefined) goTo(fileAddress(project.id, source));
  focusPage();
}
