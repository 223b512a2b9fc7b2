import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { VariableOrigin } from '../../src-main/contract/rpc/functions.ts';
import { rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { showFailure, showNotice } from '../ui/notice.tsx';
import { originWords } from './environment-origins.ts';
import { SecretInput } from './secret-input.tsx';

interface ProjectSecretsProps {
  readonly projectId: string;
  readonly secrets: readonly VariableOrigin[];
}

/** The variables that the manifest names without a value, and the way to give them one that the platform keeps. */
export function ProjectSecrets({ projectId, secrets }: ProjectSecretsProps) {
  return (
    <section aria-label="Secrets of the project" className="mt-4 flex flex-col gap-2">
      <h2 className="font-semibold">Secrets of the project</h2>
      <p className="text-ink-muted">
        atelier.json only names them. A deployment takes their values from the environment of the platform,
        then from the <code>.env</code> file, which git ignores, then from what is set here, which is kept{' '}
        <Link to="/settings/secrets" className="text-accent underline">
          sealed
        </Link>
        .
      </p>
      {secrets.map((secret) => (
        <SecretRow key={secret.name} projectId={projectId} secret={secret} />
      ))}
    </section>
  );
}

function SecretRow({ projectId, secret }: { readonly projectId: string; readonly secret: VariableOrigin }) {
  const { name, origin } = secret;
  const [value, setValue] = useState<string | null>(null);
  const hasValue = origin === 'file' || origin === 'platform';
  const words = originWords[origin];
  const begin = useMutation({
    mutationFn: async () => setValue((await rpc.projects.revealSecret({ projectId, name })).value ?? ''),
  });
  const save = useMutation({
    mutationFn: async (next: string) => {
      await rpc.projects.setSecret({ projectId, name, value: next });
      setValue(null);
      showNotice({ text: `The value of ${name} is kept, sealed. The next deployment has it.` });
    },
  });
  const remove = useMutation({
    mutationFn: async () => {
      const { value: current } = await rpc.projects.revealSecret({ projectId, name });
      await rpc.projects.setSecret({ projectId, name, value: null });
      const undo = (): void => {
        // The row may be gone by then, so what fails is said in a notice.
        rpc.projects.setSecret({ projectId, name, value: current }).catch(showFailure);
      };
      showNotice({
        text: `The value of ${name} is gone.`,
        ...(current === null ? {} : { action: { label: 'Undo', run: undo } }),
      });
    },
  });
  const seal = useMutation({
    mutationFn: async () => {
      const { value: current } = await rpc.projects.revealSecret({ projectId, name });
      if (current !== null) await rpc.projects.setSecret({ projectId, name, value: current });
      showNotice({ text: `${name} was moved from .env to where it is sealed.` });
    },
  });
  const error = begin.error ?? save.error ?? remove.error ?? seal.error;
  return (
    <div className="grid grid-cols-[13rem_minmax(0,1fr)_auto] items-center gap-x-1.5 gap-y-1">
      <span className="truncate font-mono">{name}</span>
      {value === null ? (
        <span className={origin === 'missing' ? 'text-bad' : 'text-ink-muted'}>{words.long}</span>
      ) : (
        <SecretInput
          aria-label={`Value of the secret ${name}`}
          // It appears where the button was that asked for it.
          autoFocus
          value={value}
          onChange={setValue}
        />
      )}
      <span className="flex gap-1.5">
        {value === null && origin !== 'process' && (
          <Button onClick={() => begin.mutate()}>{hasValue ? 'Change' : 'Set a value'}</Button>
        )}
        {value === null && hasValue && (
          <>
            {origin === 'file' && <Button onClick={() => seal.mutate()}>Seal it</Button>}
            <Button look="quiet" onClick={() => remove.mutate()}>
              Delete
            </Button>
          </>
        )}
        {value !== null && (
          <>
            <Button look="primary" disabled={save.isPending} onClick={() => save.mutate(value)}>
              Keep sealed
            </Button>
            <Button onClick={() => setValue(null)}>Cancel</Button>
          </>
        )}
      </span>
      {error !== null && (
        <div className="col-span-full">
          <Failure
            title={remove.error === null ? `${name} could not be set` : `${name} could not be deleted`}
            error={error}
          />
        </div>
      )}
    </div>
  );
}
