import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { lazyPage } from '../app/lazy-page.ts';
import { rootRoute } from '../app/root-route.tsx';

/** One tab for each file; the place in it is part of the address, so that a compiler's message can point at it. */
export const editorRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/file/$projectId/$',
    component: lazyPage(() => import('./file-page.tsx'), 'FilePage'),
    validateSearch: z.object({ line: z.int().optional(), column: z.int().optional() }),
    staticData: { title: 'File' },
  }),
] as const;
