import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../app/lazy-page.ts';
import { rootRoute } from '../app/root-route.tsx';

/** One tab for each request, saved or scratch, and one for each comparison of two answers. */
export const composerRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/request/$key',
    component: lazyPage(() => import('./request-page.tsx'), 'RequestPage'),
    staticData: { title: 'Request' },
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/compare/$before/$after',
    component: lazyPage(() => import('./response-diff-page.tsx'), 'ResponseDiffPage'),
    staticData: { title: 'Compare' },
  }),
] as const;
