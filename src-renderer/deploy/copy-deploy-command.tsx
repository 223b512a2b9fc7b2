import { useQuery } from '@tanstack/react-query';
import { SquareTerminal } from 'lucide-react';
import type { DeploymentDetail } from '../../src-main/contract/rpc/functions.ts';
import { queries } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { copyText } from '../ui/copy-text.ts';
import { deployCommand } from './deploy-command.ts';

/** Puts the command line that does the same into the clipboard. */
export function CopyDeployCommand({ deployment }: { readonly deployment: DeploymentDetail }) {
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions());
  const command = deployCommand(deployment, projects);
  return (
    <Button icon={SquareTerminal} title={command} onClick={() => void copyText(command, 'The command')}>
      Copy as command
    </Button>
  );
}
