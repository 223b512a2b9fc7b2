import {
  CircleStop,
  ClipboardCopy,
  GitCompareArrows,
  Rocket,
  Save,
  Search,
  Send,
  Square,
} from 'lucide-react';
import type { CommandFace } from './commands/registry.ts';

/**
 * What pages can do while they are in front, without how: a page adds that. Here so that the key settings and the help
 * know every command, whatever page is in front.
 */
export const pageCommands = {
  request: {
    send: { id: 'request.send', group: 'Request', title: 'Send', keys: 'Mod+Enter', icon: Send },
    cancel: { id: 'request.cancel', group: 'Request', title: 'Cancel', keys: 'Mod+.', icon: Square },
    address: { id: 'request.address', group: 'Request', title: 'Go to the address', keys: 'Mod+L' },
    environment: {
      id: 'request.environment',
      group: 'Request',
      title: 'Choose the environment',
      keys: 'Mod+E',
    },
    save: { id: 'request.save', group: 'Request', title: 'Save request', keys: 'Mod+S', icon: Save },
    curl: { id: 'request.curl', group: 'Request', title: 'Copy as curl', icon: ClipboardCopy },
    layout: { id: 'request.layout', group: 'Request', title: 'Turn request and response' },
    find: { id: 'response.find', group: 'Request', title: 'Find in the answer', keys: 'Mod+F', icon: Search },
  },
  file: {
    save: { id: 'file.save', group: 'File', title: 'Save', keys: 'Mod+S', icon: Save },
    deploy: { id: 'deploy.current', group: 'Deploy', title: 'Deploy', keys: 'Mod+Shift+D', icon: Rocket },
  },
  deployment: {
    cancel: {
      id: 'deploy.cancel',
      group: 'Deploy',
      title: 'Cancel this deployment',
      keys: 'Mod+.',
      icon: CircleStop,
    },
  },
  trace: {
    next: { id: 'trace.next', group: 'Trace', title: 'Next call', keys: '.' },
    previous: { id: 'trace.previous', group: 'Trace', title: 'Call before', keys: ',' },
    centre: { id: 'trace.centre', group: 'Trace', title: 'Bring the selected call into view', keys: 'F' },
    filter: { id: 'trace.filter', group: 'Trace', title: 'Filter the calls', keys: '/' },
    errors: { id: 'trace.errors', group: 'Trace', title: 'Failed calls only', keys: 'E' },
    clear: { id: 'trace.clear', group: 'Trace', title: 'Clear the filter', keys: 'Escape' },
    compare: {
      id: 'trace.compare',
      group: 'Trace',
      title: 'Compare with another invocation',
      keys: 'M',
      icon: GitCompareArrows,
    },
    keys: { id: 'trace.keys', group: 'Trace', title: 'Keys of the trace', keys: '?' },
    calls: { id: 'trace.lens.calls', group: 'Trace', title: 'Lens: Calls', keys: '1' },
    timeline: { id: 'trace.lens.timeline', group: 'Trace', title: 'Lens: Timeline', keys: '2' },
    summary: { id: 'trace.lens.summary', group: 'Trace', title: 'Lens: Summary', keys: '3' },
    raw: { id: 'trace.lens.raw', group: 'Trace', title: 'Lens: dmesg', keys: '4' },
    output: { id: 'trace.lens.output', group: 'Trace', title: 'Lens: Output', keys: '5' },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, CommandFace>>>>;
