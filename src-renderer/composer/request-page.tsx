import { useParams } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { useTabTitle } from '../app/tabs/use-tab-title.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Composer } from './composer.tsx';
import { useComposer } from './drafts.ts';
import { useAddressName } from './use-address-name.ts';

/** A request, saved or scratch. */
export function RequestPage() {
  const { key } = useParams({ from: '/request/$key' });
  const [state, setState] = useComposer(key);
  const nameOf = useAddressName();
  useTabTitle(state && (state.draft.name || `${state.draft.method} ${nameOf(state.draft.url)}`));
  if (state === undefined)
    return (
      <EmptyState icon={SearchX} title="This request is gone">
        It was removed, or its file is in a project that is not open.
      </EmptyState>
    );
  return <Composer key={key} requestKey={key} state={state} onChange={setState} />;
}
