import { createHashHistory, createRoute, createRouter } from '@tanstack/react-router';
import { composerRoutes } from '../composer/routes.ts';
import { deployRoutes } from '../deploy/routes.ts';
import { editorRoutes } from '../editor/routes.ts';
import { explorerRoutes } from '../explorer/routes.ts';
import { settingsRoutes } from '../settings/routes.ts';
import { traceRoutes } from '../traces/routes.ts';
import { rootRoute } from './root-route.tsx';
import { StartPage } from './start-page.tsx';

const startRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: StartPage });

/** Addresses live in the fragment: the page is one file, whoever serves it. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    startRoute,
    ...explorerRoutes,
    ...editorRoutes,
    ...deployRoutes,
    ...composerRoutes,
    ...traceRoutes,
    ...settingsRoutes,
  ]),
  history: createHashHistory(),
  defaultPreload: false,
  // What was typed on the page of one function is not meant for the next, though the same component shows both.
  defaultRemountDeps: ({ params }) => params,
});

/** Brings in the code of every page, so that none has to be waited for, not even while the platform is away. */
export async function loadPages(): Promise<void> {
  for (const route of Object.values(router.routesById)) await router.loadRouteChunk(route);
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
