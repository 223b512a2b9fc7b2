import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Diagnostic } from '../../src-main/contract/diagnostic.ts';
import type { Project } from '../../src-main/contract/rpc/projects.ts';
import { queries } from '../rpc/client.ts';

/** What the platform calls an upload of one file, whose own name does not travel with it. */
const uploadedFile = /^function\.\w+$/;

/** A file of an upload, by the name that it has in the project that it was uploaded from. */
export function nameInSource(file: string, source: string): string {
  return uploadedFile.test(file) ? source : file;
}

/** A complaint about an upload, in terms of the file that was uploaded. */
export function problemInSource(problem: Diagnostic, source: string): Diagnostic {
  return problem.file === null ? problem : { ...problem, file: nameInSource(problem.file, source) };
}

/** What compilers last complained of in a file of a project: in builds, and of newest deployments. */
export function useFileProblems(project: Project | undefined, path: string): readonly Diagnostic[] {
  const { data: functions } = useQuery(queries.functions.list.queryOptions());
  return useMemo(() => {
    if (project === undefined) return [];
    const ofDeployments = project.functions.flatMap(({ functionId, source }) => {
      const deployment = functions?.find(({ id }) => id === functionId)?.latestDeployment;
      return (deployment?.diagnostics ?? []).map((problem) => problemInSource(problem, source));
    });
    const here = [...project.problems, ...ofDeployments].filter(({ file }) => file === path);
    // One complaint may be told by both.
    return [...new Map(here.map((problem) => [JSON.stringify(problem), problem])).values()];
  }, [project, functions, path]);
}
