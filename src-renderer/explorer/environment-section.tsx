import { useMutation, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import { queries, rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { TextArea } from '../ui/field.tsx';
import { showNotice } from '../ui/notice.tsx';
import { isSecretOrigin } from './environment-origins.ts';
import { formatVariables, parseVariables, problemOfVariable, type VariableRow } from './environment-text.ts';
import { settingsOf } from './function-settings.ts';
import { ProjectSecrets } from './project-secrets.tsx';
import { SaveButtons } from './save-buttons.tsx';
import { useUnsaved } from './unsaved.ts';
import { VariableField } from './variable-field.tsx';

/** What was typed: in rows, or as text while that is open. */
interface Edit {
  readonly rows?: readonly VariableRow[];
  readonly text?: string;
}

/** The variables that a function is given and where each comes from: as rows, or all at once as text. */
export function EnvironmentSection({ subject }: { readonly subject: FunctionSummary }) {
  const { data: source } = useQuery(
    queries.functions.environmentSource.queryOptions({ input: { functionId: subject.id } }),
  );
  const [{ rows: edited, text } = {}, setEdit] = useUnsaved<Edit>(subject.id, 'environment');
  const [isText, setIsText] = useState(text !== undefined);
  const rows = edited ?? Object.entries(subject.environment).map(([name, value]) => ({ name, value }));
  const shownText = text ?? formatVariables(rows);
  const current = text === undefined ? rows : parseVariables(text);
  const isChanged = edited !== undefined || text !== undefined;
  const problems = current.map((_, index) => problemOfVariable(current, index));
  const textProblem = text === undefined ? null : (problemOfText(text) ?? firstOf(problems));
  const save = useMutation({
    mutationFn: async () => {
      const named = current.filter(({ name }) => name !== '').map(({ name, value }) => [name, value]);
      const settings = { ...settingsOf(subject), environment: Object.fromEntries(named) };
      await rpc.functions.update({ functionId: subject.id, settings });
      setEdit(undefined);
      showNotice({ text: 'Saved. The next invocation has the new environment.' });
    },
  });
  const canSave = isChanged && textProblem === null && firstOf(problems) === null && !save.isPending;
  const change = (index: number, row: VariableRow): void =>
    setEdit({ rows: rows.map((other, at) => (at === index ? row : other)) });
  const turn = (): void => {
    setIsText(!isText);
    if (text !== undefined) setEdit({ rows: parseVariables(text) });
  };
  return (
    <div className="flex max-w-220 flex-col gap-2 p-4">
      <form
        className="contents"
        onSubmit={(event) => {
          event.preventDefault();
          if (canSave) save.mutate();
        }}
      >
        <div className="flex items-center gap-2">
          <p className="grow text-ink-muted">
            {source == null
              ? 'What the function finds in its environment, from its next invocation on.'
              : `The project ${source.projectName} gives this function its variables: what is set here lasts until its next deployment.`}
          </p>
          <Button look="quiet" onClick={turn}>
            {isText ? 'Edit as rows' : 'Edit as text'}
          </Button>
        </div>
        {isText ? (
          <TextArea
            aria-label="Variables, one NAME=value a line"
            rows={12}
            placeholder="NAME=value"
            value={shownText}
            onChange={(event) => setEdit({ text: event.target.value })}
          />
        ) : (
          <>
            {rows.map((row, index) => (
              <VariableField
                // biome-ignore lint/suspicious/noArrayIndexKey: names change while they are typed; the place is the identity, until rows come or go
                key={`${rows.length} ${index}`}
                row={row}
                hasOrigins={source != null}
                origin={source?.variables.find(({ name }) => name === row.name)}
                problem={problems[index] ?? null}
                onChange={(next) => change(index, next)}
                onRemove={() => setEdit({ rows: rows.filter((_, at) => at !== index) })}
              />
            ))}
            {rows.length === 0 && <p className="text-ink-faint">No variable yet.</p>}
            <div>
              <Button icon={Plus} onClick={() => setEdit({ rows: [...rows, { name: '', value: '' }] })}>
                Add a variable
              </Button>
            </div>
          </>
        )}
        {textProblem !== null && <p className="text-bad">{textProblem}</p>}
        {save.error !== null && <Failure title="The environment could not be saved" error={save.error} />}
        {/* In reach, however many variables there are. */}
        <div className="sticky bottom-0 bg-canvas py-2">
          <SaveButtons canSave={canSave} isChanged={isChanged} onDiscard={() => setEdit(undefined)} />
        </div>
      </form>
      {source?.variables.some(isSecretOrigin) && (
        <ProjectSecrets projectId={source.projectId} secrets={source.variables.filter(isSecretOrigin)} />
      )}
    </div>
  );
}

function firstOf(problems: readonly (string | null)[]): string | null {
  return problems.find((problem) => problem !== null) ?? null;
}

function problemOfText(text: string): string | null {
  const line = text.split('\n').find((one) => /^\s*[^#\s=][^=]*$/.test(one));
  return line === undefined ? null : `A line reads NAME=value; this one has no "=": ${line.trim()}`;
}
