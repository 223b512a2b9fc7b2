import { useMutation, useQuery } from '@tanstack/react-query';
import type { BuildSettings } from '../../src-main/contract/build-settings.ts';
import { queries, rpc } from '../rpc/client.ts';
import { Failure, PageError } from '../ui/failure.tsx';
import { Field, Select } from '../ui/field.tsx';
import { showNotice } from '../ui/notice.tsx';

const optimisations: Readonly<Record<BuildSettings['optimisation'], string>> = {
  auto: 'Automatic',
  O0: 'O0, none',
  O1: 'O1',
  O2: 'O2',
  O3: 'O3',
  O4: 'O4, most',
  Os: 'Os, for size',
  Oz: 'Oz, for the least size',
};

const strips: Readonly<Record<BuildSettings['strip'], string>> = {
  debuginfo: 'DWARF',
  symbols: 'DWARF and names of functions',
};

/** How a function's WebAssembly is made from what its compiler wrote; changed at once, for there is nothing to type. */
export function BuildSettingsEditor({ functionId }: { readonly functionId: string }) {
  const { data: settings, error } = useQuery(
    queries.functions.buildSettings.queryOptions({ input: { functionId } }),
  );
  const save = useMutation({
    mutationFn: (changed: BuildSettings) => rpc.functions.setBuildSettings({ functionId, ...changed }),
    onSuccess: () =>
      showNotice({ text: 'Saved. What is served is made anew, and takes over when it is ready.' }),
  });
  if (error !== null) return <PageError title="The settings of the build can't be read" error={error} />;
  if (settings === undefined) return null;
  return (
    <div className="flex flex-col gap-2">
      <Field
        label="Optimisation"
        hint="wasm-opt runs once a deployment is ready, and what it made takes over. Automatic is O2, where the compiler did not optimise; scripts stay as they are."
      >
        {(attributes) => (
          <Select
            {...attributes}
            value={settings.optimisation}
            onChange={(event) =>
              save.mutate({ ...settings, optimisation: event.target.value as BuildSettings['optimisation'] })
            }
          >
            {Object.entries(optimisations).map(([value, title]) => (
              <option key={value} value={value}>
                {title}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Left out" hint="Stack traces have names and lines in any case.">
        {(attributes) => (
          <Select
            {...attributes}
            value={settings.strip}
            onChange={(event) =>
              save.mutate({ ...settings, strip: event.target.value as BuildSettings['strip'] })
            }
          >
            {Object.entries(strips).map(([value, title]) => (
              <option key={value} value={value}>
                {title}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {save.error !== null && <Failure title="The settings could not be saved" error={save.error} />}
    </div>
  );
}
