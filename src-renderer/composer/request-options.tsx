import { mostRedirects, type RequestDraft, usualRedirects } from '../../src-main/contract/rpc/requests.ts';
import { Field, Select, TextInput } from '../ui/field.tsx';

interface RequestOptionsProps {
  readonly draft: RequestDraft;
  readonly onChange: (draft: RequestDraft) => void;
}

/** How the request is sent. */
export function RequestOptions({ draft, onChange }: RequestOptionsProps) {
  const { httpVersion, redirects, timeout } = draft;
  const follow = (most: number): void => onChange({ ...draft, redirects: most });
  return (
    <div className="grid max-w-160 grid-cols-[repeat(auto-fill,minmax(16rem,1fr))] gap-x-4 gap-y-2 p-3">
      <Field
        label="Version of HTTP"
        hint={
          httpVersion === '2'
            ? 'Agreed on by TLS, and taken for granted on http://. Local functions speak 1.1.'
            : 'Headers go out as they are spelt.'
        }
      >
        {(attributes) => (
          <Select
            {...attributes}
            value={httpVersion}
            onChange={(event) =>
              onChange({ ...draft, httpVersion: event.target.value === '2' ? '2' : '1.1' })
            }
          >
            <option value="1.1">HTTP/1.1</option>
            <option value="2">HTTP/2</option>
          </Select>
        )}
      </Field>
      <Field
        label="Redirects"
        hint={redirects === 0 ? 'The redirect itself is the answer.' : 'Credentials stay with their host.'}
      >
        {(attributes) => (
          <Select
            {...attributes}
            value={redirects === 0 ? 'none' : 'follow'}
            onChange={(event) => follow(event.target.value === 'none' ? 0 : usualRedirects)}
          >
            <option value="none">Don't follow</option>
            <option value="follow">Follow</option>
          </Select>
        )}
      </Field>
      {redirects > 0 && (
        <Field label="Follow at most" hint={`1 to ${mostRedirects}; the next one fails the request.`}>
          {(attributes) => (
            <TextInput
              {...attributes}
              type="number"
              min={1}
              max={mostRedirects}
              value={redirects}
              onChange={(event) => follow(clamp(event.target.valueAsNumber, 1, mostRedirects))}
            />
          )}
        </Field>
      )}
      <Field label="Give up after (ms)" hint="0 waits for ever.">
        {(attributes) => (
          <TextInput
            {...attributes}
            type="number"
            min={0}
            value={timeout}
            onChange={(event) =>
              onChange({ ...draft, timeout: clamp(event.target.valueAsNumber, 0, Number.MAX_SAFE_INTEGER) })
            }
          />
        )}
      </Field>
    </div>
  );
}

/** A whole number in bounds; what is no number is the least. */
function clamp(value: number, least: number, most: number): number {
  return Number.isNaN(value) ? least : Math.min(Math.max(Math.trunc(value), least), most);
}
