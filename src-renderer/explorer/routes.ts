import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { lazyPage } from '../app/lazy-page.ts';
import { rootRoute } from '../app/root-route.tsx';
import { FunctionPage } from './function-page.tsx';

export const functionSections = [
  'overview',
  'releases',
  'deployments',
  'triggers',
  'environment',
  'settings',
] as const;

/** One tab for each function, of this machine or of the cloud; the section is part of the address. */
export const explorerRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/function/$functionId',
    component: FunctionPage,
    validateSearch: z.object({ section: z.enum(functionSections).optional() }),
    staticData: { title: 'Function' },
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/cloud/$ownerId/$functionId',
    component: lazyPage(() => import('./cloud-function-page.tsx'), 'CloudFunctionPage'),
    staticData: { title: 'Function (CLOUD)' },
  }),
] as const;
