import { createRoute, type RouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.tsx';
import { AboutPage } from './about-page.tsx';
import { AppearancePage } from './appearance-page.tsx';
import { EditorPage } from './editor-page.tsx';
import { KeysPage } from './keys-page.tsx';
import { PlatformPage } from './platform-page.tsx';
import { SecretsPage } from './secrets-page.tsx';
import { StoragePage } from './storage-page.tsx';
import { ToolchainsPage } from './toolchains-page.tsx';

/** The pages of the settings, which share one tab. */
export const settingsRoutes = [
  settingsRoute('/settings/appearance', AppearancePage),
  settingsRoute('/settings/editor', EditorPage),
  settingsRoute('/settings/keys', KeysPage),
  settingsRoute('/settings/platform', PlatformPage),
  settingsRoute('/settings/secrets', SecretsPage),
  settingsRoute('/settings/storage', StoragePage),
  settingsRoute('/settings/toolchains', ToolchainsPage),
  settingsRoute('/settings/about', AboutPage),
] as const;

function settingsRoute<Path extends string>(path: Path, component: RouteComponent) {
  return createRoute({ getParentRoute: () => rootRoute, path, component, staticData: { title: 'Settings' } });
}
