import type { Project } from '../../src-main/contract/rpc/projects.ts';
import { goTo } from '../app/go-to.ts';
import { fileAddress } from '../editor/file-address.ts';
import { rpc } from '../rpc/client.ts';
import { showFailure, showNotice } from '../ui/notice.tsx';
import { revealProject } from './explorer-state.ts';

/** Shows a project that was just opened, and offers to write the manifest that it may lack. */
export function welcomeProject({ id, name, hasManifest }: Project): void {
  revealProject(id);
  if (hasManifest) return;
  showNotice({
    text: `${name} has no atelier.json, which says what is deployed of it.`,
    action: { label: 'Make one', run: () => void initProject(id) },
  });
}

/** Writes a project's manifest, with the functions that are recognised in its folder, and shows it. */
export async function initProject(projectId: string): Promise<void> {
  try {
    const { functions } = await rpc.projects.init({ projectId });
    goTo(fileAddress(projectId, 'atelier.json'));
    const names = functions.map(({ name }) => name).join(', ');
    showNotice({
      text:
        names === ''
          ? 'Nothing in the folder was recognised as a function: "New function" adds one.'
          : `Recognised as ${functions.length === 1 ? 'a function' : 'functions'}: ${names}.`,
    });
  } catch (error) {
    showFailure(error);
  }
}
