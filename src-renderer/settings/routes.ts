import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.tsx';
import { AboutPage } from './about-page.tsx';
import { AppearancePage } from './appearance-page.tsx';
import { KeysPage } from './keys-page.tsx';

/** The pages of the settings. */
export const settingsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/settings/appearance',
    component: AppearancePage,
    staticData: { title: 'Appearance' },
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/settings/keys',
    component: KeysPage,
    staticData: { title: 'Keyboard' },
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/settings/about',
    component: AboutPage,
    staticData: { title: 'About' },
  }),
] as const;
