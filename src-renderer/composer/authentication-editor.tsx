import type { ComponentProps } from 'react';
import type { RequestDraft } from '../../src-main/contract/rpc/requests.ts';
import { Field, Select } from '../ui/field.tsx';
import { isReference } from './preview-variables.ts';
import { VariableInput } from './variable-input.tsx';

type Authentication = RequestDraft['authentication'];

interface AuthenticationEditorProps {
  readonly authentication: Authentication;
  readonly onChange: (authentication: Authentication) => void;
}

/** How the request proves who sends it. */
export function AuthenticationEditor({ authentication, onChange }: AuthenticationEditorProps) {
  return (
    <div className="flex max-w-110 flex-col gap-3 p-3">
      <Field label="Kind">
        {(attributes) => (
          <Select
            {...attributes}
            value={authentication.kind}
            onChange={(event) => onChange(authenticationOfKind(event.target.value))}
          >
            <option value="none">None</option>
            <option value="basic">Basic</option>
            <option value="bearer">Bearer token</option>
            <option value="control-plane">This platform's control plane</option>
          </Select>
        )}
      </Field>
      {authentication.kind === 'basic' && (
        <>
          <Field label="User">
            {(attributes) => (
              <VariableInput
                {...attributes}
                value={authentication.user}
                onChange={(event) => onChange({ ...authentication, user: event.target.value })}
              />
            )}
          </Field>
          <Field label="Password">
            {(attributes) => (
              <SecretInput
                {...attributes}
                value={authentication.password}
                onChange={(event) => onChange({ ...authentication, password: event.target.value })}
              />
            )}
          </Field>
        </>
      )}
      {authentication.kind === 'bearer' && (
        <Field label="Token">
          {(attributes) => (
            <SecretInput
              {...attributes}
              value={authentication.token}
              onChange={(event) => onChange({ kind: 'bearer', token: event.target.value })}
            />
          )}
        </Field>
      )}
      {authentication.kind === 'control-plane' && (
        <p className="text-ink-muted">
          The credentials of this home are added when the request leaves, only for the control plane's own
          address, and are never kept in the history.
        </p>
      )}
    </div>
  );
}

/** A secret is hidden, but for the name of the variable that has it. */
function SecretInput(props: ComponentProps<typeof VariableInput>) {
  return <VariableInput {...props} type={isReference(props.value) ? 'text' : 'password'} />;
}

function authenticationOfKind(kind: string): Authentication {
  switch (kind) {
    case 'basic':
      return { kind, user: '', password: '' };
    case 'bearer':
      return { kind, token: '' };
    case 'control-plane':
      return { kind };
    default:
      return { kind: 'none' };
  }
}
