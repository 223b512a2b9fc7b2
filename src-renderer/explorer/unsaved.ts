import { create } from 'zustand';

/** What is being typed of each function, by the part of its page. */
type Edits = Readonly<Record<string, Readonly<Record<string, object>>>>;

const useEdits = create<{ edits: Edits }>(() => ({ edits: {} }));

/**
 * What was typed into a part of a function's page and not saved, undefined while nothing was; and the way to change it,
 * where undefined throws it away. It stays as long as the window does, whichever page is shown meanwhile.
 */
export function useUnsaved<Edit extends object>(
  functionId: string,
  part: string,
): readonly [edit: Edit | undefined, change: (edit: Edit | undefined) => void] {
  const edit = useEdits(({ edits }) => edits[functionId]?.[part] as Edit | undefined);
  const change = (next: Edit | undefined): void =>
    useEdits.setState(({ edits }) => {
      const { [part]: _, ...others } = edits[functionId] ?? {};
      return { edits: { ...edits, [functionId]: next === undefined ? others : { ...others, [part]: next } } };
    });
  return [edit, change];
}

/** Whether anything was typed on a function's page and not saved; a form that was only opened is nothing yet. */
export function useHasUnsaved(functionId: string): boolean {
  return useEdits(({ edits }) =>
    Object.values(edits[functionId] ?? {}).some((edit) => Object.keys(edit).length > 0),
  );
}
