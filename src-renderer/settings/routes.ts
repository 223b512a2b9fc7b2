import { createRoute, type RouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.tsx';
import { AboutPage } from './about-page.tsx';
import { AppearancePage } from './appearance-page.tsx';
import { EditorPage } from './editor-page.tsx';
import { KeysPage } from './keys-page.tsx';
import { PlatformPage } from './platform-page.tsx';
import { StoragePage } from './storage-page.tsx';
import { ToolchainsPage } from './toolchains-page.tsx';

/** The pages of the settings. */
export const settingsRoutes = [
  settingsRoute('/settings/appearance', 'Appearance', AppearancePage),
  settingsRoute('/settings/editor', 'Editor', EditorPage),
  settingsRoute('/settings/keys', 'Keyboard', KeysPage),
  settingsRoute('/settings/platform', 'Platform', PlatformPage),
  settingsRoute('/settings/storage', 'Storage', StoragePage),
  settingsRoute('/settings/toolchains', 'Toolchains', ToolchainsPage),
  settingsRoute('/settings/about', 'About', AboutPage),
] as const;

function settingsRoute<Path extends string>(path: Path, title: string, component: RouteComponent) {
  return createRoute({ getParentRoute: () => rootRoute, path, component, staticData: { title } });
}
