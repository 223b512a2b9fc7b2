import { Button } from '../../ui/button.tsx';
import { runCommand } from '../commands/registry.ts';

/** The way out of a page whose subject is gone. */
export function CloseTabButton() {
  return <Button onClick={() => runCommand('tab.close')}>Close the tab</Button>;
}
