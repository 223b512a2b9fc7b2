import { createRoute, lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.tsx';

/** The pages of the settings, which share one tab. */
export const settingsRoutes = [
  settingsRoute(
    '/settings/appearance',
    lazyRouteComponent(() => import('./appearance-page.tsx'), 'AppearancePage'),
  ),
  settingsRoute(
    '/settings/editor',
    lazyRouteComponent(() => import('./editor-page.tsx'), 'EditorPage'),
  ),
  settingsRoute(
    '/settings/keys',
    lazyRouteComponent(() => import('./keys-page.tsx'), 'KeysPage'),
  ),
  settingsRoute(
    '/settings/platform',
    lazyRouteComponent(() => import('./platform-page.tsx'), 'PlatformPage'),
  ),
  settingsRoute(
    '/settings/secrets',
    lazyRouteComponent(() => import('./secrets-page.tsx'), 'SecretsPage'),
  ),
  settingsRoute(
    '/settings/storage',
    lazyRouteComponent(() => import('./storage-page.tsx'), 'StoragePage'),
  ),
  settingsRoute(
    '/settings/toolchains',
    lazyRouteComponent(() => import('./toolchains-page.tsx'), 'ToolchainsPage'),
  ),
  settingsRoute(
    '/settings/about',
    lazyRouteComponent(() => import('./about-page.tsx'), 'AboutPage'),
  ),
] as const;

function settingsRoute<Path extends string>(path: Path, component: RouteComponent) {
  return createRoute({ getParentRoute: () => rootRoute, path, component, staticData: { title: 'Settings' } });
}
