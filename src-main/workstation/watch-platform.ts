import type { Platform } from '../platform.ts';
import type { ChangeHub } from './change-hub.ts';

/** Tells the hub of whatever changes in a platform, through whichever door; gives what ends that. */
export function watchPlatform({ controlPlane, engine }: Platform, hub: ChangeHub): () => void {
  const endings = [
    controlPlane.subscribe(({ functionId, deploymentId, kind }) => {
      hub.publish({ topic: 'deployment', functionId, deploymentId });
      if (kind === 'status') hub.publish({ topic: 'function', functionId });
    }),
    controlPlane.functionFeed.subscribe((functionId) => {
      hub.publish({ topic: 'function', functionId });
      hub.publish({ topic: 'functions' });
      // A project shows which of its functions are there.
      hub.publish({ topic: 'projects' });
    }),
    engine.onFacts(() => hub.publish({ topic: 'facts' })),
    engine.onInvocations(() => hub.publish({ topic: 'invocations' })),
  ];
  return () => {
    for (const end of endings) end();
  };
}
