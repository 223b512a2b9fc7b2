import { FileInput, SendHorizontal } from 'lucide-react';
import type { Command } from '../app/commands/registry.ts';
import { goTo } from '../app/go-to.ts';
import { showArea } from '../app/layout/layout-state.ts';
import { rpc } from '../rpc/client.ts';
import { createScratch, emptyDraft, readComposer, scratchIds } from './drafts.ts';
import { isSameDraft } from './find-saved.ts';
import { focusAddress } from './focus-address.ts';
import { openImport } from './import-dialog.tsx';

/** Opens a new scratch request, aimed at a function where one is named. */
export async function newScratch(functionId?: string): Promise<void> {
  const { gatewayUrl } = await rpc.platform.info();
  const url = functionId === undefined ? `${gatewayUrl}/` : `${gatewayUrl}/${functionId}?trigger=http`;
  goTo(`/request/${createScratch(emptyDraft(url))}`);
  focusAddress();
}

/** Shows what was sent once and its answer, as a scratch request; as the one that shows just that where there is one. */
export async function reopen(exchangeId: string): Promise<void> {
  const draft = await rpc.history.reopen({ exchangeId });
  const known = scratchIds().find((id) => {
    const state = readComposer(id);
    return state?.exchangeId === exchangeId && isSameDraft(state.draft, draft);
  });
  goTo(`/request/${known ?? createScratch(draft, exchangeId)}`);
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
