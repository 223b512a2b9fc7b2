import { create } from 'zustand';
import type { InvocationFilter } from '../../src-main/contract/rpc/invocations.ts';

/** What the list of invocations shows; shared by the sidebar, which sets it, and the page. */
export const useInvocationFilter = create<InvocationFilter>(() => ({ outcome: 'all', text: '' }));

/** Whether a filter hides anything at all. */
export function isFiltered({ text, outcome, functionId, trigger, source }: InvocationFilter): boolean {
  return text !== '' || outcome !== 'all' || Boolean(functionId ?? trigger ?? source);
}

/** Shows every invocation again. */
export function clearInvocationFilter(): void {
  useInvocationFilter.setState(useInvocationFilter.getInitialState(), true);
}
