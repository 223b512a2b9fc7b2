import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../app/lazy-page.ts';
import { rootRoute } from '../app/root-route.tsx';

/** One tab for each deployment, with its steps, and one for each release, with what it consists of. */
export const deployRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/deploy/$deploymentId',
    component: lazyPage(() => import('./deploy-page.tsx'), 'DeployPage'),
    staticData: { title: 'Deployment' },
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/release/$releaseId',
    component: lazyPage(() => import('./release-page.tsx'), 'ReleasePage'),
    staticData: { title: 'Release' },
  }),
] as const;
