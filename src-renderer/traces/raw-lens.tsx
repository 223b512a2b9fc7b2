import { Copy } from 'lucide-react';
import type { InvocationTrace } from '../../src-main/contract/rpc/invocations.ts';
import { Button } from '../ui/button.tsx';
import { copyText } from '../ui/copy-text.ts';
/** The exact text of `dmesg`, as `?debug` gives it. */
export function RawLens({ trace }: { readonly trace: InvocationTrace }) {
  return (
    <div className="relative h-full">
      <Button
        icon={Copy}
        className="absolute top-2 right-4"
        onClick={() => void copyText(trace.dmesg, 'The text of dmesg')}
      >
        Copy
      </Button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by the keyboard */}
      <section tabIndex={0} aria-label="dmesg" className="h-full overflow-auto p-4 select-text">
        <pre>{trace.dmesg}</pre>
      </section>
    </div>
  );
}
