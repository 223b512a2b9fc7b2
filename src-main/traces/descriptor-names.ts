import type { TriggerKind } from '../contract/invocation.ts';
import type { TraceCall } from './trace-call.ts';

/** What a file descriptor stands for at one moment of an invocation. */
export interface DescriptorName {
  readonly name: string;
  readonly kind: 'stream' | 'file' | 'socket';
}

/** What a connection that could not be made leaves behind instead of a descriptor. */
export const noDescriptor = 0xffff_ffffn;

/** Follows which descriptor is what, from the calls that open, move and close them. */
export class DescriptorNames {
  readonly #names = new Map<number, DescriptorName>([
    [0, { name: 'stdin', kind: 'stream' }],
    [1, { name: 'stdout', kind: 'stream' }],
    [2, { name: 'stderr', kind: 'stream' }],
  ]);

  /** The structured triggers hand request and response over through 3 and 4. */
  constructor(trigger: TriggerKind = 'Std') {
    if (trigger === 'Std') return;
    this.#names.set(3, { name: trigger === 'Http' ? 'request' : 'message', kind: 'stream' });
    this.#names.set(4, { name: 'response', kind: 'stream' });
  }

  /** Undefined for one whose opening is not in the trace. */
  find(descriptor: number): DescriptorName | undefined {
    return this.#names.get(descriptor);
  }

  /** Takes in what a call changed; to be told of the calls in their order, each after it was described. */
  follow(call: TraceCall): void {
    if (!call.returned || (call.errno !== null && call.errno !== 0)) return;
    const argument = (name: string) => call.parameters.find((parameter) => parameter.name === name);
    const opened = call.results.find(({ kind }) => kind === 'fd');
    switch (call.hostcall?.name) {
      case 'path_open':
        this.#open(opened?.value, argument('path')?.text, 'file');
        return;
      case 'host_tcp_connect':
        this.#open(opened?.value, argument('address_ptr')?.text, 'socket');
        return;
      case 'host_tls_connect':
        this.#open(opened?.value, `${argument('address_ptr')?.text ?? 'socket'} (TLS)`, 'socket');
        return;
      case 'sock_accept':
        this.#open(opened?.value, 'accepted connection', 'socket');
        return;
      case 'fd_close':
        this.#names.delete(Number(argument('fd')?.value));
        return;
      case 'fd_renumber':
        this.#move(Number(argument('fd')?.value), Number(argument('to')?.value));
        return;
    }
  }

  #open(descriptor: bigint | undefined, name: string | null | undefined, kind: DescriptorName['kind']): void {
    if (descriptor !== undefined && descriptor !== noDescriptor)
      this.#names.set(Number(descriptor), { name: name ?? kind, kind });
  }

  #move(from: number, to: number): void {
    const moved = this.#names.get(from);
    this.#names.delete(from);
    if (moved === undefined) this.#names.delete(to);
    else this.#names.set(to, moved);
  }
}
