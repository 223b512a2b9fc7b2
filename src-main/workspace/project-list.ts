import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeAtomically } from './write-atomically.ts';

const projectListSchema = z.object({
  version: z.literal(1),
  /** Real paths, in the order in which they were opened, with the functions that are watched. */
  projects: z.array(z.object({ folder: z.string(), watched: z.array(z.string()) })),
});
type ListedProject = z.infer<typeof projectListSchema>['projects'][number];

/** The folders that the user has open, kept over restarts. */
export interface ProjectList {
  read(): Promise<readonly ListedProject[]>;
  /** Adds a project, or replaces what is known of it. */
  put(project: ListedProject): Promise<void>;
  remove(folder: string): Promise<void>;
}

/** A project is known by its folder: the same one after a restart, and after it was closed and opened again. */
export function projectIdOf(folder: string): string {
  return `project_${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
}

/** The list in a JSON file. A damaged file is an empty list: nothing but convenience is lost. */
export function openProjectList(file: string): ProjectList {
  let work: Promise<unknown> = Promise.resolve();
  const read = async (): Promise<readonly ListedProject[]> => {
    try {
      return projectListSchema.parse(JSON.parse(await readFile(file, 'utf8'))).projects;
    } catch {
      return [];
    }
  };
  const change = (edit: (projects: readonly ListedProject[]) => ListedProject[]): Promise<void> => {
    const changed = work.then(async () => {
      const content = { version: 1, projects: edit(await read()) };
      await writeAtomically(file, `${JSON.stringify(content, null, 2)}\n`);
    });
    work = changed.catch(() => {});
    return changed;
  };
  return {
    read,
    put: (project) =>
      change((projects) =>
        projects.some(({ folder }) => folder === project.folder)
          ? projects.map((known) => (known.folder === project.folder ? project : known))
          : [...projects, project],
      ),
    remove: (folder) => change((projects) => projects.filter((known) => known.folder !== folder)),
  };
}
