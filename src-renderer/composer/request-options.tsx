import type { RequestDraft } from '../../src-main/contract/rpc/requests.ts';
import { Field, TextInput } from '../ui/field.tsx';

interface RequestOptionsProps {
  readonly draft: RequestDraft;
  readonly onChange: (draft: RequestDraft) => void;
}

/** How the request is sent. */
export function RequestOptions({ draft, onChange }: RequestOptionsProps) {
  return (
    <div className="flex max-w-90 flex-col gap-2 p-3">
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          checked={draft.followRedirects}
          onChange={(event) => onChange({ ...draft, followRedirects: event.target.checked })}
        />
        Follow redirects
      </label>
      <Field label="Give up after (ms)" hint="0 waits for ever.">
        {(attributes) => (
          <TextInput
            {...attributes}
            inputMode="numeric"
            value={String(draft.timeout)}
            onChange={(event) =>
              onChange({ ...draft, timeout: Math.max(0, Math.trunc(Number(event.target.value) || 0)) })
            }
          />
        )}
      </Field>
    </div>
  );
}
