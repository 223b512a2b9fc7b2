import { create } from 'zustand';
import type { InvocationFilter } from '../../src-main/contract/rpc/invocations.ts';

/** What the list of invocations shows; shared by the sidebar, which sets it, and the page. */
export const useInvocationFilter = create<InvocationFilter>(() => ({ outcome: 'all', text: '' }));
