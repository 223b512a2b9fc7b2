import { showFailure, showNotice } from './notice.tsx';

/** Puts a text into the clipboard and says what of, `The address`, or why not. */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showNotice({ text: `${what} is in the clipboard.` });
  } catch (error) {
    showFailure(error);
  }
}
