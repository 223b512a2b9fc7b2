import type { ErrorComponentProps } from '@tanstack/react-router';
import { Button } from '../ui/button.tsx';
import { PageError } from '../ui/failure.tsx';

/** A page that broke; the frame around it and the other tabs go on. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  return (
    <PageError
      title="This page ran into a fault of Atelier"
      error={error}
      actions={<Button onClick={reset}>Try again</Button>}
    />
  );
}
