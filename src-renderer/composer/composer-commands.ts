import { FileInput, SendHorizontal } from 'lucide-react';
import type { Command } from '../app/commands/registry.ts';
import { goTo } from '../app/go-to.ts';
import { showArea } from '../app/layout/layout-state.ts';
import { rpc } from '../rpc/client.ts';
import { createScratch, emptyDraft } from './drafts.ts';
import { focusAddress } from './focus-address.ts';
import { openImport } from './import-dialog.tsx';

/** Opens a new scratch request, aimed at a function where one is named. */
export async function newScratch(functionId?: string): Promise<void> {
  const { gatewayUrl } = await rpc.platform.info();
  const url = functionId === undefined ? `${gatewayUrl}/` : `${gatewayUrl}/${functionId}?trigger=http`;
  goTo(`/request/${createScratch(emptyDraft(url))}`);
  focusAddress();
}

/** Opens what was sent once as a new scratch request. */
export async function reopen(exchangeId: string): Promise<void> {
  goTo(`/request/${createScratch(await rpc.history.reopen({ exchangeId }))}`);
}

/** What the composer can do wherever the focus is. */
export const composerCommands: readonly Command[] = [
  {
    id: 'request.new',
    group: 'Request',
    title: 'New request',
    keys: 'Mod+N',
    icon: SendHorizontal,
    run: () => newScratch(),
  },
  {
    id: 'request.import',
    group: 'Request',
    title: 'Import curl, HAR or Postman',
    icon: FileInput,
    run: () => openImport(),
  },
  {
    id: 'request.history',
    group: 'Request',
    title: 'Show requests and history',
    run: () => showArea('requests'),
  },
];
