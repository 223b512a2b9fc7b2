import { previewText } from './preview-variables.ts';
import { useVariables } from './variables-context.tsx';

/** The variables that `{{name}}` can stand for, with where each value comes from. */
export function VariableList() {
  const variables = useVariables();
  return (
    <div className="p-3">
      <p className="mb-2 text-ink-muted">
        Write <code>{'{{name}}'}</code> anywhere in the request. Values of your own come from its project:{' '}
        <code>@name = value</code> lines of the request's file,{' '}
        <code className="whitespace-nowrap">http-client.env.json</code> with an object for each environment,
        and <code>.env</code>.
      </p>
      <table className="w-full table-fixed border-collapse">
        <thead className="text-left text-small text-ink-muted">
          <tr className="border-b *:py-1 *:font-medium">
            <th className="w-56">Name</th>
            <th>Value</th>
            <th className="w-28">From</th>
          </tr>
        </thead>
        <tbody className="font-mono text-small">
          {variables.map(({ name, value, origin }) => (
            <tr key={name} className="border-b *:py-1">
              <Cell text={name} />
              <Cell text={previewText(value, variables, [name])} />
              <td className="font-sans whitespace-nowrap text-ink-muted">{origin}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What has no room in it shows under the pointer. */
function Cell({ text }: { readonly text: string }) {
  return (
    <td className="truncate pr-4 select-text" title={text}>
      {text}
    </td>
  );
}
