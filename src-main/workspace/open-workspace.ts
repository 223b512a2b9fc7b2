import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CreatedDeployment } from '../contract/deployment.ts';
import { AtelierError } from '../contract/errors.ts';
import type { CloudFunction } from '../contract/function.ts';
import type { EnvironmentSource } from '../contract/rpc/functions.ts';
import {
  type FileContent,
  type FileEntry,
  largestText,
  type Project,
  type Secret,
  type Template,
  type TextMatch,
} from '../contract/rpc/projects.ts';
import type { ProjectSecretRepository } from '../store/project-secrets.ts';
import { missingToolchain } from './build/toolchain-at-hand.ts';
import { type DeployContext, entryOf } from './deploy-function.ts';
import { describeEnvironment } from './describe-environment.ts';
import { adoptFolder, requireFolderName } from './files/adopt-folder.ts';
import { changing } from './files/changing.ts';
import { restoreProjectFile, trashProjectFile } from './files/file-trash.ts';
import { kindOf } from './files/kind-of.ts';
import { findFiles, listEntries } from './files/list-entries.ts';
import { duplicateProjectEntry, makeProjectEntry } from './files/make-entry.ts';
import {
  dropProjectFiles,
  readFirstBytes,
  readProjectFile,
  writeProjectFile,
} from './files/project-files.ts';
import { renameProjectEntry } from './files/rename-entry.ts';
import { searchText } from './files/search-text.ts';
import { foldersLike, typedFolder } from './files/typed-folder.ts';
import { hasManifest, manifestFile, requireManifest } from './manifest/read-manifest.ts';
import { type OpenProject, openProject } from './project.ts';
import { openProjectList, projectIdOf } from './project-list.ts';
import { readSecretValues, type SecretSources } from './secrets.ts';
import { listSecrets, setSecret } from './secrets-file.ts';
import { addFunction, createWorkspace } from './templates/create-from-template.ts';
import { beginManifest, initWorkspace } from './templates/init-workspace.ts';
import { findTemplate, functionTemplates } from './templates/template-list.ts';

export interface WorkspaceOptions extends Omit<DeployContext, 'folder' | 'keptSecrets'> {
  /** The platform's home folder; which projects are open is kept there. */
  readonly home: string;
  /** Where the platform keeps secrets of projects. */
  readonly projectSecrets: ProjectSecretRepository;
  /** Hears the id of a project whose files, problems or watches changed. */
  readonly onProject: (projectId: string) => void;
  /** Hears when projects were opened or closed. */
  readonly onProjects: () => void;
}

/**
 * The folders of source that the user has open, with everything that a screen does in them. Paths are relative to
 * their project and never lead out of it (`forbidden`); an unknown project is `not-found`.
 */
export interface Workspace {
  list(): Promise<Project[]>;
  /** Opens a folder, with or without a manifest. Throws `not-found` where there is none. */
  open(folder: string): Promise<Project>;
  close(projectId: string): Promise<void>;
  /** Writes a manifest, as `initWorkspace` does, which it throws as. */
  init(projectId: string): Promise<Project>;
  templates(): Promise<Template[]>;
  /** Throws as `createWorkspace` and `findTemplate`. */
  create(input: {
    readonly folder: string;
    readonly name: string;
    readonly template: string;
  }): Promise<Project>;
  /** Makes a project of copies of files, in a folder that is called so as far as that is free. */
  adopt(
    name: string,
    files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
  ): Promise<Project>;
  addFunction(projectId: string, name: string, template: string): Promise<Project>;
  /** A folder that is not there yet. */
  suggestFolder(name: string): Promise<string>;
  /** Folders of this machine that what was typed so far may become. */
  foldersLike(text: string): Promise<string[]>;
  entries(projectId: string, path: string): Promise<FileEntry[]>;
  find(projectId: string, text: string, limit: number): Promise<FileEntry[]>;
  /** Lines that contain a text, in any case; ends early once the signal is aborted. */
  search(
    projectId: string,
    text: string,
    bounds: { readonly limit: number; readonly signal?: AbortSignal | undefined },
  ): Promise<TextMatch[]>;
  read(projectId: string, path: string): Promise<FileContent>;
  /** The beginning of a file, whatever it holds, and the size of the whole. */
  bytes(projectId: string, path: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; size: number }>;
  write(
    projectId: string,
    path: string,
    content: { readonly text: string; readonly version: string | null },
  ): Promise<FileContent>;
  /** Makes an empty file or folder. */
  make(projectId: string, path: string, kind: FileEntry['kind']): Promise<void>;
  rename(projectId: string, path: string, to: string): Promise<void>;
  /** Gives the path of the copy. */
  duplicate(projectId: string, path: string): Promise<string>;
  /** Gives the token with which `restore`, which gives the path, takes it out of the trash again. */
  remove(projectId: string, path: string): Promise<string>;
  restore(projectId: string, undoToken: string): Promise<string>;
  drop(
    projectId: string,
    path: string,
    files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
  ): Promise<void>;
  deploy(projectId: string, name: string): Promise<CreatedDeployment>;
  watch(projectId: string, name: string, on: boolean): Promise<Project>;
  secrets(projectId: string): Promise<Secret[]>;
  /** Keeps a value with the platform, sealed, or with null takes it away; either way it goes from `.env`. */
  setSecret(projectId: string, name: string, value: string | null): Promise<void>;
  /** The value that a deployment would take; null where there is none. */
  revealSecret(projectId: string, name: string): Promise<string | null>;
  /** Which open project gives a function of the platform its variables, and what it gives; null where none does. */
  environmentSource(target: Pick<CloudFunction, 'id' | 'environment'>): Promise<EnvironmentSource>;
  /** The real path of a project's folder, for those who keep things in it. */
  folderOf(projectId: string): string;
  /** Stops every watch; what is open and watched is so again after the next start. */
  dispose(): Promise<void>;
}

/** Opens the projects that were open before. A folder that is gone is forgotten. */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { home, target, environment, projectSecrets, onProject, onProjects } = options;
  const sources: SecretSources = { environment, keptSecrets: projectSecrets.read };
  const kept = openProjectList(join(home, 'projects.json'));
  const projects = new Map<string, OpenProject>();

  const start = (folder: string, watched: readonly string[]): OpenProject => {
    const id = projectIdOf(folder);
    const known = projects.get(id);
    if (known !== undefined) return known;
    const changed = () => onProject(id);
    const project = openProject({ folder, target, ...sources }, { id, watched, changed });
    projects.set(id, project);
    return project;
  };
  const projectOf = (id: string): OpenProject => {
    const project = projects.get(id);
    if (project !== undefined) return project;
    throw new AtelierError('not-found', 'This project is not open: open its folder again.');
  };
  const folderOf = (id: string): string => projectOf(id).folder;
  const open = async (folder: string): Promise<Project> => {
    const project = start(await realFolder(typedFolder(folder)), []);
    await kept.put({ folder: project.folder, watched: [...project.watched] });
    onProjects();
    return project.describe();
  };

  for (const { folder, watched } of await kept.read()) {
    if ((await kindOf(folder)) === 'folder') start(folder, watched);
    else await kept.remove(folder);
  }
  return {
    list: () => Promise.all([...projects.values()].map((project) => project.describe())),
    open,
    close: async (id) => {
      const project = projectOf(id);
      projects.delete(id);
      await kept.remove(project.folder);
      await project.close();
      onProjects();
    },
    init: async (id) => {
      await changing(manifestFile, () => initWorkspace(folderOf(id)));
      return projectOf(id).describe();
    },
    templates: listTemplates,
    create: async ({ folder, name, template }) => {
      const place = typedFolder(folder);
      await createWorkspace(place, name, findTemplate(template));
      return open(place);
    },
    adopt: async (name, files) => {
      requireFolderName(name);
      const folder = await suggestFolder(name);
      await adoptFolder(folder, files);
      return open(folder);
    },
    addFunction: async (id, name, template) => {
      const folder = folderOf(id);
      await changing(folder, async () => {
        if (!(await hasManifest(folder))) await beginManifest(folder, {});
        await addFunction(folder, name, findTemplate(template));
      });
      return projectOf(id).describe();
    },
    suggestFolder,
    foldersLike,
    entries: async (id, path) => listEntries(folderOf(id), path),
    find: async (id, text, limit) => findFiles(folderOf(id), text, limit),
    search: async (id, text, bounds) => searchText(folderOf(id), text, bounds),
    read: async (id, path) => readProjectFile(folderOf(id), path),
    bytes: async (id, path) => readFirstBytes(folderOf(id), path, largestText),
    write: async (id, path, content) => changing(path, () => writeProjectFile(folderOf(id), path, content)),
    make: async (id, path, kind) => changing(path, () => makeProjectEntry(folderOf(id), path, kind)),
    rename: async (id, path, to) => renameProjectEntry(folderOf(id), path, to),
    duplicate: async (id, path) => changing(path, () => duplicateProjectEntry(folderOf(id), path)),
    remove: async (id, path) => changing(path, () => trashProjectFile(folderOf(id), path, new Date())),
    restore: async (id, undoToken) => restoreProjectFile(folderOf(id), undoToken),
    drop: async (id, path, files) => dropProjectFiles(folderOf(id), path, files),
    deploy: async (id, name) => projectOf(id).deploy(name),
    watch: async (id, name, on) => {
      const project = projectOf(id);
      await project.watch(name, on);
      await kept.put({ folder: project.folder, watched: [...project.watched] });
      return project.describe();
    },
    secrets: async (id) => listSecrets(folderOf(id), sources),
    setSecret: async (id, name, value) => {
      const folder = folderOf(id);
      if (value === null) projectSecrets.delete(folder, name);
      else projectSecrets.set(folder, name, value);
      // What stays in the file would count before it, and lie there for everybody to read.
      await setSecret(folder, name, null);
      onProject(id);
    },
    revealSecret: async (id, name) => (await readSecretValues(folderOf(id), sources))[name] ?? null,
    environmentSource: async (target) => {
      for (const project of projects.values()) {
        const { id: projectId, name: projectName, functions } = await project.describe();
        const found = functions.find(({ functionId }) => functionId === target.id);
        if (found === undefined) continue;
        const entry = entryOf(await requireManifest(project.folder), found.name);
        const variables = await describeEnvironment(project.folder, entry, sources, target.environment);
        return variables === null ? null : { projectId, projectName, variables };
      }
      return null;
    },
    folderOf,
    dispose: async () => {
      await Promise.all([...projects.values()].map((project) => project.close()));
    },
  };
}

/** Toolchains are asked once for each language, not for each template. */
async function listTemplates(): Promise<Template[]> {
  const languages = [...new Set(functionTemplates.map(({ language }) => language))];
  const missing = new Map(
    await Promise.all(
      languages.map(async (language) => [language, await missingToolchain(language)] as const),
    ),
  );
  return functionTemplates.map(({ id, kind, description, language, languageTitle }) => ({
    id,
    kind,
    language: languageTitle,
    description,
    missing: missing.get(language) ?? null,
  }));
}

/** `~/atelier/<name>`, with a number behind it where that is there already. */
async function suggestFolder(name: string): Promise<string> {
  const base = join(homedir(), 'atelier', name);
  for (let number = 1; ; number += 1) {
    const folder = number === 1 ? base : `${base}-${number}`;
    if ((await kindOf(folder)) === null) return folder;
  }
}

async function realFolder(folder: string): Promise<string> {
  if ((await kindOf(folder)) === 'folder') return realpath(folder);
  throw new AtelierError('not-found', `There is no folder ${folder}.`);
}
