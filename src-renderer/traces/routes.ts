import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { lazyPage } from '../app/lazy-page.ts';
import { rootRoute } from '../app/root-route.tsx';

const lenses = ['calls', 'timeline', 'summary', 'raw', 'output'] as const;

/** The live list, one tab for each trace and one for each comparison of two; lens and selected call are part of the address, so that it can be shared. */
export const traceRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/invocations',
    component: lazyPage(() => import('./invocations-page.tsx'), 'InvocationsPage'),
    staticData: { title: 'Invocations' },
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/trace/$invocationId',
    component: lazyPage(() => import('./trace-page.tsx'), 'TracePage'),
    validateSearch: z.object({ lens: z.enum(lenses).optional(), call: z.int().optional() }),
    staticData: { title: 'Trace' },
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/compare-traces/$before/$after',
    component: lazyPage(() => import('./trace-diff-page.tsx'), 'TraceDiffPage'),
    staticData: { title: 'Compare' },
  }),
] as const;
