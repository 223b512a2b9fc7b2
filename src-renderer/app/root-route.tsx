import { createRootRoute } from '@tanstack/react-router';
import { Frame } from './layout/frame.tsx';
import { NothingHere } from './nothing-here.tsx';
import { PageFailure } from './page-failure.tsx';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The tab's name until the page gives it a better one. */
    readonly title?: string;
  }
}

/** The frame, in which every other route is a page. */
export const rootRoute = createRootRoute({
  component: Frame,
  notFoundComponent: NothingHere,
  errorComponent: PageFailure,
});
