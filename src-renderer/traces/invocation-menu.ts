import type { InvocationRow } from '../../src-main/contract/rpc/invocations.ts';
import { goTo } from '../app/go-to.ts';
import { rpc } from '../rpc/client.ts';
import { copyText } from '../ui/copy-text.ts';
import type { MenuGroups } from '../ui/menu.tsx';
import { showFailure, showNotice } from '../ui/notice.tsx';
import { askToCompareInvocation, compareWithSuccess } from './compare-invocations.tsx';
import { invocationCurl } from './invocation-curl.ts';

/** What can be done with an invocation of a list. */
export function invocationMenu(row: InvocationRow): MenuGroups {
  return [
    [{ label: 'Open the trace', run: () => goTo(`/trace/${row.id}`) }],
    [
      { label: 'Compare with the last success before it', run: () => void compareWithSuccess(row) },
      { label: 'Compare with…', run: () => askToCompareInvocation(row) },
    ],
    [
      { label: 'Copy as curl', run: () => void copyInvocationAsCurl(row) },
      { label: 'Copy the id', run: () => void copyText(row.id, 'The id') },
    ],
  ];
}

/** Puts the invocation into the clipboard as a curl command. */
export async function copyInvocationAsCurl(row: InvocationRow): Promise<void> {
  try {
    const { gatewayUrl } = await rpc.platform.info();
    await navigator.clipboard.writeText(invocationCurl(row, gatewayUrl));
    showNotice({ text: 'The curl command is in the clipboard.' });
  } catch (error) {
    showFailure(error);
  }
}
