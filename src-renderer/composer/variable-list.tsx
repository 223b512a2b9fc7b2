import { useQuery } from '@tanstack/react-query';
import { queries } from '../rpc/client.ts';

interface VariableListProps {
  readonly environment: string;
  readonly file: { readonly projectId: string; readonly path: string } | null;
}

/** The variables that `{{name}}` can stand for, with where each value comes from. */
export function VariableList({ environment, file }: VariableListProps) {
  const { data: variables = [] } = useQuery(
    queries.requests.variables.queryOptions({
      input: { projectId: file?.projectId ?? null, path: file?.path ?? null, environment },
    }),
  );
  return (
    <div className="p-3">
      <p className="mb-2 text-ink-muted">
        Write <code>{'{{name}}'}</code> anywhere in the request.
      </p>
      <table className="w-full border-collapse">
        <thead className="text-left text-small text-ink-muted">
          <tr className="border-b *:py-1 *:font-medium">
            <th>Name</th>
            <th>Value</th>
            <th>From</th>
          </tr>
        </thead>
        <tbody className="font-mono text-small">
          {variables.map(({ name, value, origin, secret }) => (
            <tr key={name} className="border-b *:py-1">
              <td>{name}</td>
              <td className="max-w-80 truncate select-text">{secret ? '••••••' : value}</td>
              <td className="font-sans text-ink-muted">{origin}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
