import { goTo } from '../app/go-to.ts';
import { closeTab } from '../app/tabs/tabs.ts';
import { showNotice } from '../ui/notice.tsx';
import { forgetComposer, readComposer, restoreScratch } from './drafts.ts';

/** Removes a scratch request and its tab, with the way to undo it. */
export function discardScratch(id: string, title: string): void {
  const state = readComposer(id);
  if (state === undefined) return;
  const next = closeTab(`/request/${id}`);
  if (next !== undefined) goTo(next);
  forgetComposer(id);
  showNotice({
    text: `${title} was removed.`,
    action: { label: 'Undo', run: () => restoreScratch(id, state) },
  });
}
