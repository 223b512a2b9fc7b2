import { Descriptor, fileType, right } from '../wasi/descriptor.ts';
import type { Count } from '../wasi/errno.ts';

/** Takes the answer to a trigger: written at once, the JSON of its head and then the bytes of its body. */
export class ResponseChannel extends Descriptor {
  readonly fileType = fileType.unknown;
  override rightsBase = right.fdWrite;
  /** JSON; null while nothing was answered. */
  head: string | null = null;
  body = new Uint8Array(0);

  override write([head, body]: readonly Uint8Array[]): Count {
    this.head = Buffer.from(head ?? []).toString();
    if (body !== undefined) this.body = body.slice();
    return (head?.length ?? 0) + this.body.length;
  }
}
