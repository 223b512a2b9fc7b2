import { Descriptor, fileType, right } from '../wasi/descriptor.ts';
import type { Count } from '../wasi/errno.ts';

const nothing = new Uint8Array(0);

/** Takes the answer to a trigger: written at once, the JSON of its head and then the bytes of its body. */
export class ResponseChannel extends Descriptor {
  readonly fileType = fileType.unknown;
  override rightsBase = right.fdWrite;
  /** JSON; null while nothing was answered. */
  head: string | null = null;
  body: Uint8Array = nothing;

  override write([head = nothing, body = nothing]: readonly Uint8Array[]): Count {
    this.head = Buffer.from(head.buffer, head.byteOffset, head.length).toString();
    this.body = body.slice();
    return head.length + body.length;
  }
}
