import { fillPathParameters } from '../contract/rpc/path-parameters.ts';
import type { RequestDraft } from '../contract/rpc/requests.ts';
import { encodeField } from './form-text.ts';

/** The address of a draft with the values of its path in their places; variables stay variables. */
export function writePath({ url, pathParameters }: Pick<RequestDraft, 'url' | 'pathParameters'>): string {
  return fillPathParameters(url, (wanted) => {
    const value = pathParameters.find(({ name }) => name === wanted)?.value;
    return value === undefined ? undefined : encodeField(value);
  });
}
