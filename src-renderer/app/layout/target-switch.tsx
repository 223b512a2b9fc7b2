import { useQuery } from '@tanstack/react-query';
import { Check, ChevronDown, Cloud, CloudAlert, HardDrive } from 'lucide-react';
import type { Targets } from '../../../src-main/contract/rpc/cloud.ts';
import { expandRows } from '../../explorer/explorer-state.ts';
import { queries } from '../../rpc/client.ts';
import { CloudTag } from '../../ui/cloud-tag.tsx';
import { MenuButton, type MenuEntry } from '../../ui/menu.tsx';
import { useCommands } from '../commands/use-commands.ts';
import { goTo } from '../go-to.ts';
import { chooseTarget, type Target, useTarget } from './target-state.ts';

/** Whose functions are looked at: those of this machine, or of an organisation of the cloud that the environment names. */
export function TargetSwitch() {
  const { data: targets } = useQuery(queries.cloud.targets.queryOptions());
  const target = useTarget();
  const entries = targets?.cloud == null ? [] : cloudEntries(targets.cloud, target);
  const localEntry: MenuEntry = {
    label: 'Local',
    icon: target.kind === 'local' ? Check : HardDrive,
    run: () => chooseTarget(null),
  };
  useCommands(
    entries.length === 0
      ? []
      : [localEntry, ...entries].map(({ label, run }) => ({
          id: `target.${label}`,
          group: 'Target',
          title: label,
          run,
        })),
  );
  if (entries.length === 0)
    return (
      <span
        className="flex items-center gap-1.5 text-ink-muted"
        title="Everything stays on this machine. Started with API_HOST, CLEVER_TOKEN and CLEVER_SECRET, Atelier also lists the functions of a cloud."
      >
        <HardDrive size={14} aria-hidden /> Local
      </span>
    );
  return (
    <MenuButton groups={[[localEntry], entries]}>
      <button
        type="button"
        className="flex h-6.5 min-w-0 items-center gap-1.5 rounded-control px-2 text-ink-muted hover:bg-hover"
      >
        <span className="sr-only">Target: </span>
        {target.kind === 'local' ? (
          <>
            <HardDrive size={14} aria-hidden /> Local
            {targets?.cloud?.problem != null && (
              <CloudAlert
                size={14}
                role="img"
                aria-label="The cloud can't be reached"
                className="text-warn"
              />
            )}
          </>
        ) : (
          <>
            <span className="truncate font-medium text-cloud">{target.name}</span> <CloudTag />
          </>
        )}
        <ChevronDown size={13} aria-hidden className="shrink-0" />
      </button>
    </MenuButton>
  );
}

function cloudEntries(cloud: NonNullable<Targets['cloud']>, target: Target): MenuEntry[] {
  if (cloud.problem !== null)
    return [
      { label: "The cloud can't be reached: why?", icon: CloudAlert, run: () => goTo('/settings/platform') },
    ];
  return cloud.organisations.map(({ id, name }) => ({
    label: `${name} (CLOUD)`,
    icon: target.kind === 'cloud' && target.ownerId === id ? Check : Cloud,
    run: () => {
      chooseTarget(id);
      expandRows(`cloud:${id}`);
    },
  }));
}
