import { useQuery } from '@tanstack/react-query';
import { ClipboardCopy, Columns2, Rows2, Save } from 'lucide-react';
import { useState } from 'react';
import type { RequestDraft, Variable } from '../../src-main/contract/rpc/requests.ts';
import { describeChord } from '../app/commands/key-chord.ts';
import { useCommands } from '../app/commands/use-commands.ts';
import { pageCommands } from '../app/page-commands.ts';
import { usePreference } from '../app/preferences.ts';
import { queries } from '../rpc/client.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Split } from '../ui/split.tsx';
import { AddressBar } from './address-bar.tsx';
import { copyDraftAsCurl } from './copy-curl.ts';
import type { ComposerState } from './drafts.ts';
import { focusAddress, focusEnvironment } from './focus-address.ts';
import { type RequestProblem, requestActions } from './request-actions.ts';
import { RequestPane, type RequestSection } from './request-pane.tsx';
import { RequestProblemBanner } from './request-problem.tsx';
import { ResponsePane } from './response-pane.tsx';
import { SaveRequestDialog } from './save-request-dialog.tsx';
import { isUnsaved } from './saved-drafts.ts';
import type { Whereabouts } from './use-follow-saved.ts';
import { VariablesProvider } from './variables-context.tsx';

interface ComposerProps {
  /** Names the request in the history. */
  readonly requestKey: string;
  readonly state: ComposerState;
  readonly whereabouts: Whereabouts;
  readonly onChange: (state: ComposerState) => void;
}

/** A request and its answer, side by side or one below the other. */
export function Composer({ requestKey, state, whereabouts, onChange }: ComposerProps) {
  const { draft, environment, exchangeId, saved } = state;
  const [orientation, setOrientation] = usePreference<'horizontal' | 'vertical'>(
    'composer.layout',
    'vertical',
  );
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const [section, setSection] = useState<RequestSection>('body');
  const { data: variables = noVariables } = useQuery(
    queries.requests.variables.queryOptions({
      input: { projectId: saved?.projectId ?? null, path: saved?.path ?? null, environment },
    }),
  );
  const { data: exchange } = useQuery(
    queries.history.get.queryOptions({
      input: { exchangeId: exchangeId ?? '' },
      enabled: exchangeId !== null,
    }),
  );
  const isUnderWay =
    exchange !== undefined && (exchange.state === 'sending' || exchange.state === 'receiving');
  const edit = (next: RequestDraft): void => onChange({ ...state, draft: next });
  const { send, cancel, save } = requestActions(requestKey, state, whereabouts, {
    onPlaceless: () => setSaving(true),
    onProblem: setProblem,
  });
  const copyAsCurl = (): Promise<void> => copyDraftAsCurl(draft, variables);
  const turn = (): void => setOrientation(orientation === 'vertical' ? 'horizontal' : 'vertical');
  const { request } = pageCommands;
  useCommands([
    { ...request.send, run: send },
    { ...request.cancel, when: () => isUnderWay, run: cancel },
    { ...request.address, run: focusAddress },
    { ...request.environment, run: focusEnvironment },
    { ...request.save, run: save },
    { ...request.curl, run: copyAsCurl },
    { ...request.layout, run: turn },
  ]);
  return (
    <VariablesProvider value={variables}>
      <div className="flex h-full flex-col">
        <h1 className="sr-only">Request {draft.name}</h1>
        <AddressBar
          draft={draft}
          environment={environment}
          projectId={saved?.projectId ?? null}
          sentAt={isUnderWay ? exchange.sentAt : null}
          onChange={edit}
          onEnvironment={(next) => onChange({ ...state, environment: next })}
          onSend={() => void send()}
          onCancel={cancel}
        />
        <div
          role="toolbar"
          aria-label="Request"
          className="flex h-7 shrink-0 items-center gap-1 border-b px-2"
        >
          <input
            aria-label="Name of the request"
            placeholder="Unnamed request"
            className="min-w-0 grow bg-transparent px-1 font-medium placeholder:font-normal placeholder:text-ink-faint"
            value={draft.name}
            onChange={(event) => edit({ ...draft, name: event.target.value })}
          />
          <SaveMark isUnsaved={isUnsaved(state)} whereabouts={whereabouts} />
          {saved !== null && (
            <span className="max-w-1/2 truncate font-mono text-small text-ink-faint" title={saved.path}>
              {saved.path}
            </span>
          )}
          <IconButton icon={ClipboardCopy} label="Copy as curl" onClick={() => void copyAsCurl()} />
          <IconButton
            icon={Save}
            label="Save"
            shortcut={describeChord('Mod+S')}
            onClick={() => void save()}
          />
          <IconButton
            icon={orientation === 'vertical' ? Columns2 : Rows2}
            label={orientation === 'vertical' ? 'Side by side' : 'One below the other'}
            onClick={turn}
          />
        </div>
        {problem !== null && (
          <RequestProblemBanner
            problem={problem}
            requestKey={requestKey}
            saved={saved}
            onDismiss={() => setProblem(null)}
          />
        )}
        <div className="min-h-0 grow">
          <Split
            name={`composer.${orientation}`}
            orientation={orientation}
            panes={[
              {
                id: 'request',
                content: (
                  <RequestPane draft={draft} section={section} onSection={setSection} onChange={edit} />
                ),
                minSize: '120px',
              },
              {
                id: 'response',
                content: (
                  <ResponsePane requestKey={requestKey} exchangeId={exchangeId} onSection={setSection} />
                ),
                minSize: '120px',
              },
            ]}
          />
        </div>
        {saving && (
          <SaveRequestDialog scratchKey={requestKey} draft={draft} onClose={() => setSaving(false)} />
        )}
      </div>
    </VariablesProvider>
  );
}

interface SaveMarkProps {
  readonly isUnsaved: boolean;
  readonly whereabouts: Whereabouts;
}

/** What a save would do that has not happened yet. */
function SaveMark({ isUnsaved, whereabouts }: SaveMarkProps) {
  const words = {
    there: isUnsaved ? 'Not saved' : null,
    changed: 'Not saved, and changed in the file',
    gone: 'No longer in the file',
  };
  const text = words[whereabouts];
  return text !== null && <span className="shrink-0 text-small text-warn">{text}</span>;
}

const noVariables: readonly Variable[] = [];
