import { createRoute, useParams } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';
import { rootRoute } from '../app/root-route.tsx';
import { useTabTitle } from '../app/tabs/use-tab-title.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Composer } from './composer.tsx';
import { useComposer } from './drafts.ts';
import { ResponseDiffPage } from './response-diff-page.tsx';
import { shortAddress } from './short-address.ts';

function RequestPage() {
  const { key } = useParams({ from: '/request/$key' });
  const [state, setState] = useComposer(key);
  useTabTitle(state && (state.draft.name || `${state.draft.method} ${shortAddress(state.draft.url)}`));
  if (state === undefined)
    return (
      <EmptyState icon={SearchX} title="This request is gone">
        It was removed, or its file is in a project that is not open.
      </EmptyState>
    );
  return <Composer key={key} requestKey={key} state={state} onChange={setState} />;
}

/** One tab for each request, saved or scratch, and one for each comparison of two answers. */
export const composerRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/request/$key',
    component: RequestPage,
    staticData: { title: 'Request' },
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/compare/$before/$after',
    component: ResponseDiffPage,
    staticData: { title: 'Compare' },
  }),
] as const;
