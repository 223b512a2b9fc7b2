import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.tsx';
import { DeployPage } from './deploy-page.tsx';
import { ReleasePage } from './release-page.tsx';

/** One tab for each deployment, with its steps, and one for each release, with what it consists of. */
export const deployRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/deploy/$deploymentId',
    component: DeployPage,
    staticData: { title: 'Deployment' },
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/release/$releaseId',
    component: ReleasePage,
    staticData: { title: 'Release' },
  }),
] as const;
