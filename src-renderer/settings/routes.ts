import { createRoute, type RouteComponent } from '@tanstack/react-router';
import { lazyPage } from '../app/lazy-page.ts';
import { rootRoute } from '../app/root-route.tsx';

/** The pages of the settings, which share one tab. */
export const settingsRoutes = [
  settingsRoute(
    '/settings/appearance',
    lazyPage(() => import('./appearance-page.tsx'), 'AppearancePage'),
  ),
  settingsRoute(
    '/settings/editor',
    lazyPage(() => import('./editor-page.tsx'), 'EditorPage'),
  ),
  settingsRoute(
    '/settings/keys',
    lazyPage(() => import('./keys-page.tsx'), 'KeysPage'),
  ),
  settingsRoute(
    '/settings/platform',
    lazyPage(() => import('./platform-page.tsx'), 'PlatformPage'),
  ),
  settingsRoute(
    '/settings/secrets',
    lazyPage(() => import('./secrets-page.tsx'), 'SecretsPage'),
  ),
  settingsRoute(
    '/settings/storage',
    lazyPage(() => import('./storage-page.tsx'), 'StoragePage'),
  ),
  settingsRoute(
    '/settings/toolchains',
    lazyPage(() => import('./toolchains-page.tsx'), 'ToolchainsPage'),
  ),
  settingsRoute(
    '/settings/about',
    lazyPage(() => import('./about-page.tsx'), 'AboutPage'),
  ),
] as const;

function settingsRoute<Path extends string>(path: Path, component: RouteComponent) {
  return createRoute({ getParentRoute: () => rootRoute, path, component, staticData: { title: 'Settings' } });
}
