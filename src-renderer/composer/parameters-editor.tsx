import { useState } from 'react';
import { pathParameterNames } from '../../src-main/contract/rpc/path-parameters.ts';
import type { RequestDraft, RequestRow } from '../../src-main/contract/rpc/requests.ts';
import { queryRows, withQueryRows } from './query-rows.ts';
import { RowsEditor, rowGrid } from './rows-editor.tsx';
import { VariableInput } from './variable-input.tsx';

interface ParametersEditorProps {
  readonly draft: RequestDraft;
  readonly onChange: (draft: RequestDraft) => void;
}

/** What the address carries: the values of its `:name` segments, and its query. */
export function ParametersEditor({ draft, onChange }: ParametersEditorProps) {
  return (
    <>
      <PathValues draft={draft} onChange={onChange} />
      <QueryEditor draft={draft} onChange={onChange} />
    </>
  );
}

function PathValues({ draft, onChange }: ParametersEditorProps) {
  const names = pathParameterNames(draft.url);
  if (names.length === 0) return null;
  const valueFor = (wanted: string): string =>
    draft.pathParameters.find(({ name }) => name === wanted)?.value ?? '';
  const change = (changed: string, value: string): void =>
    onChange({
      ...draft,
      pathParameters: names.map((name) => ({ name, value: name === changed ? value : valueFor(name) })),
    });
  return (
    <section aria-label="Path" className="flex flex-col gap-1.5 p-3 pb-0">
      {names.map((name) => (
        <div key={name} className={rowGrid}>
          <span />
          <span className="truncate px-2 font-mono">:{name}</span>
          <VariableInput
            aria-label={`Value of :${name}`}
            placeholder="Goes into the path"
            className="font-mono"
            value={valueFor(name)}
            onChange={(event) => change(name, event.target.value)}
          />
        </div>
      ))}
    </section>
  );
}

/**
 * The address holds what is sent and the draft what is switched off. Rows without a name are in neither, so they live
 * here, for as long as nobody changes the address elsewhere.
 */
function QueryEditor({ draft, onChange }: ParametersEditorProps) {
  const known = rowsOf(draft);
  const [typed, setTyped] = useState<readonly RequestRow[]>(known);
  const rows = sameRows(typed, known) ? typed : known;
  const change = (next: RequestRow[]): void => {
    setTyped(next);
    onChange({
      ...draft,
      url: withQueryRows(draft.url, next),
      disabledParameters: next
        .filter(({ enabled, name }) => !enabled && name !== '')
        .map(({ name, value }) => ({ name, value })),
    });
  };
  return <RowsEditor noun="Parameter" rows={rows} onChange={change} />;
}

function rowsOf({ url, disabledParameters }: RequestDraft): RequestRow[] {
  return [...queryRows(url), ...disabledParameters.map((row) => ({ ...row, enabled: false }))];
}

function sameRows(one: readonly RequestRow[], other: readonly RequestRow[]): boolean {
  const essence = (rows: readonly RequestRow[]): string =>
    JSON.stringify(
      [true, false].map((wanted) =>
        rows
          .filter(
            ({ name, value, enabled }) => enabled === wanted && (name !== '' || (enabled && value !== '')),
          )
          .map(({ name, value }) => [name, value]),
      ),
    );
  return essence(one) === essence(other);
}
