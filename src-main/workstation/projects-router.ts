import type { Binary } from '../contract/rpc/binary.ts';
import type { WorkstationContext } from './context.ts';

/** The calls about folders of source that the user has open. */
export function createProjectsRouter({ rpc, workspace }: WorkstationContext) {
  return {
    list: rpc.projects.list.handler(() => workspace.list()),
    open: rpc.projects.open.handler(({ input }) => workspace.open(input.folder)),
    close: rpc.projects.close.handler(async ({ input }) => {
      await workspace.close(input.projectId);
      return {};
    }),
    init: rpc.projects.init.handler(({ input }) => workspace.init(input.projectId)),
    templates: rpc.projects.templates.handler(() => workspace.templates()),
    create: rpc.projects.create.handler(({ input }) => workspace.create(input)),
    adopt: rpc.projects.adopt.handler(async ({ input: { name, files } }) =>
      workspace.adopt(name, await contentsOf(files)),
    ),
    addFunction: rpc.projects.addFunction.handler(({ input: { projectId, name, template } }) =>
      workspace.addFunction(projectId, name, template),
    ),
    suggestFolder: rpc.projects.suggestFolder.handler(async ({ input }) => ({
      folder: await workspace.suggestFolder(input.name),
    })),
    foldersLike: rpc.projects.foldersLike.handler(async ({ input }) => ({
      folders: await workspace.foldersLike(input.text),
    })),
    deploy: rpc.projects.deploy.handler(({ input }) => workspace.deploy(input.projectId, input.name)),
    watch: rpc.projects.watch.handler(({ input: { projectId, name, on } }) =>
      workspace.watch(projectId, name, on),
    ),
    ...createFilesRouter({ rpc, workspace }),
    ...createSecretsRouter({ rpc, workspace }),
  };
}

/** The calls about the values that a manifest only names. */
function createSecretsRouter({ rpc, workspace }: Pick<WorkstationContext, 'rpc' | 'workspace'>) {
  return {
    secrets: rpc.projects.secrets.handler(({ input }) => workspace.secrets(input.projectId)),
    setSecret: rpc.projects.setSecret.handler(async ({ input: { projectId, name, value } }) => {
      await workspace.setSecret(projectId, name, value);
      return {};
    }),
    revealSecret: rpc.projects.revealSecret.handler(async ({ input }) => ({
      value: await workspace.revealSecret(input.projectId, input.name),
    })),
  };
}

/** The calls about the files in them. */
function createFilesRouter({ rpc, workspace }: Pick<WorkstationContext, 'rpc' | 'workspace'>) {
  return {
    entries: rpc.projects.entries.handler(({ input }) => workspace.entries(input.projectId, input.path)),
    find: rpc.projects.find.handler(({ input: { projectId, text, limit } }) =>
      workspace.find(projectId, text, limit),
    ),
    search: rpc.projects.search.handler(({ input: { projectId, text, limit }, signal }) =>
      workspace.search(projectId, text, { limit, signal }),
    ),
    read: rpc.projects.read.handler(({ input }) => workspace.read(input.projectId, input.path)),
    write: rpc.projects.write.handler(({ input: { projectId, path, ...content } }) =>
      workspace.write(projectId, path, content),
    ),
    make: rpc.projects.make.handler(async ({ input: { projectId, path, kind } }) => {
      await workspace.make(projectId, path, kind);
      return {};
    }),
    rename: rpc.projects.rename.handler(async ({ input: { projectId, path, to } }) => {
      await workspace.rename(projectId, path, to);
      return {};
    }),
    bytes: rpc.projects.bytes.handler(async ({ input: { projectId, path } }) => {
      const { bytes, size } = await workspace.bytes(projectId, path);
      return { bytes: new Blob([bytes]), size };
    }),
    duplicate: rpc.projects.duplicate.handler(async ({ input }) => ({
      path: await workspace.duplicate(input.projectId, input.path),
    })),
    remove: rpc.projects.remove.handler(async ({ input }) => ({
      undoToken: await workspace.remove(input.projectId, input.path),
    })),
    restore: rpc.projects.restore.handler(async ({ input }) => ({
      path: await workspace.restore(input.projectId, input.undoToken),
    })),
    drop: rpc.projects.drop.handler(async ({ input: { projectId, path, files } }) => {
      await workspace.drop(projectId, path, await contentsOf(files));
      return {};
    }),
  };
}

function contentsOf(files: readonly { readonly path: string; readonly bytes: Binary }[]) {
  return Promise.all(
    files.map(async ({ path, bytes }) => ({ path, bytes: new Uint8Array(await bytes.arrayBuffer()) })),
  );
}
