import { z } from 'zod';

/** What both sides of the contract know of a Blob: the renderer's and Node's are different types of the same shape. */
export interface Binary {
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Bytes that cross the RPC as they are, not as text. */
export const binarySchema = z.custom<Binary>(
  (value) => typeof value === 'object' && value !== null && 'arrayBuffer' in value && 'size' in value,
  'expected bytes (a Blob)',
);
