import { useQuery } from '@tanstack/react-query';
import { Send, Square } from 'lucide-react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { fillPathParameters } from '../../src-main/contract/rpc/path-parameters.ts';
import type { RequestDraft } from '../../src-main/contract/rpc/requests.ts';
import { queries, rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Elapsed } from '../ui/elapsed.tsx';
import { Select } from '../ui/field.tsx';
import { showNotice } from '../ui/notice.tsx';
import { previewText } from './preview-variables.ts';
import { VariableInput } from './variable-input.tsx';
import { useVariables } from './variables-context.tsx';

/** The built-in environment whose requests leave this machine. */
const cloud = 'Cloud';
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

interface AddressBarProps {
  readonly draft: RequestDraft;
  readonly environment: string;
  readonly projectId: string | null;
  /** When the request under way was sent, null while there is none. */
  readonly sentAt: string | null;
  readonly onChange: (draft: RequestDraft) => void;
  readonly onEnvironment: (environment: string) => void;
  readonly onSend: () => void;
  readonly onCancel: () => void;
}

/** Method, address and Send; a curl command pasted into the address becomes the request. */
export function AddressBar(props: AddressBarProps) {
  const { draft, environment, projectId, sentAt, onChange, onEnvironment, onSend, onCancel } = props;
  const { data: environments = ['Local'] } = useQuery(
    queries.requests.environments.queryOptions({ input: { projectId } }),
  );
  const variables = useVariables();
  const valueFor = (wanted: string): string => {
    const { value = '' } = draft.pathParameters.find(({ name }) => name === wanted) ?? {};
    return encodeURIComponent(previewText(value, variables));
  };
  const paste = (event: ClipboardEvent): void => {
    const command = event.clipboardData.getData('text').trim();
    if (!/^curl(?:\.exe)?\s/.test(command)) return;
    event.preventDefault();
    rpc.requests.fromCurl({ command }).then(
      ({ draft: parsed, problems }) => {
        onChange({ ...parsed, name: draft.name });
        if (problems.length > 0) showNotice({ text: problems.join(' ') });
      },
      (error: unknown) =>
        showNotice({ text: error instanceof Error ? error.message : 'That is no curl command.' }),
    );
  };
  return (
    <div className="flex shrink-0 items-center gap-1.5 border-b p-2">
      <Select
        aria-label="Method"
        className="field-sizing-content w-auto! min-w-26 max-w-44 shrink-0 font-mono font-medium"
        value={draft.method}
        onChange={(event) => onChange({ ...draft, method: event.target.value })}
      >
        {[...new Set([...methods, draft.method])].map((method) => (
          <option key={method}>{method}</option>
        ))}
      </Select>
      <VariableInput
        aria-label="Address"
        data-address
        complete={(text) => fillPathParameters(text, valueFor)}
        placeholder="Address, or paste a curl command"
        className="grow font-mono placeholder:font-sans"
        value={draft.url}
        onPaste={paste}
        onChange={(event) => onChange({ ...draft, url: event.target.value })}
      />
      {environment === cloud && (
        <span className="rounded-small border border-cloud px-1.5 text-small font-semibold text-cloud">
          CLOUD
        </span>
      )}
      <Select
        aria-label="Environment"
        data-environment
        className={classNames(
          'field-sizing-content w-auto! min-w-28 max-w-44 shrink-0',
          environment === cloud && 'border-cloud',
        )}
        value={environment}
        onChange={(event) => onEnvironment(event.target.value)}
      >
        {[...new Set([...environments, environment])].map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
      {sentAt === null ? (
        <Button
          look="primary"
          icon={Send}
          className="w-32"
          disabled={draft.url.trim() === ''}
          onKeyDown={ignoreRepeats}
          onClick={onSend}
        >
          Send
        </Button>
      ) : (
        <Button
          icon={Square}
          className="w-32"
          onKeyDown={ignoreRepeats}
          // The second half of a double click on Send lands here.
          onClick={({ detail }) => detail < 2 && onCancel()}
        >
          Cancel
          <span className="min-w-12 text-right font-mono text-small">
            <Elapsed since={Date.parse(sentAt)} />
          </span>
        </Button>
      )}
    </div>
  );
}

/** Send and Cancel are one button, which keeps the focus: a key that is held down would send and cancel by turns. */
function ignoreRepeats(event: KeyboardEvent): void {
  if (event.repeat) event.preventDefault();
}
