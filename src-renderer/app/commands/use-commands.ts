import { useEffect } from 'react';
import { type Command, registerCommands } from './registry.ts';

/** Offers commands for as long as the component that calls it is on the screen. */
export function useCommands(commands: readonly Command[]): void {
  // At every render: what a command does closes over what the component shows now.
  useEffect(() => registerCommands(commands));
}
