import { previewText } from './preview-variables.ts';
import { useVariables } from './variables-context.tsx';

/** The variables that `{{name}}` can stand for, with where each value comes from. */
export function VariableList() {
  const variables = useVariables();
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
          {variables.map(({ name, value, origin }) => (
            <tr key={name} className="border-b *:py-1">
              <td className="pr-4">{name}</td>
              <td className="max-w-80 truncate pr-4 select-text">{previewText(value, variables, [name])}</td>
              <td className="font-sans text-ink-muted">{origin}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
