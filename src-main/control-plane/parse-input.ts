import type { z } from 'zod';
import { AtelierError } from '../contract/errors.ts';

type Issue = z.core.$ZodIssue;

interface RefusedField {
  /** Path of the field, `environment.FOO`; empty for the input as a whole. */
  readonly field: string;
  readonly message: string;
}

/**
 * The one place where input is checked, whichever door it came through: gives what the schema makes of `input`.
 * Throws `invalid-input` whose message and `details.fields` name every refused field and why.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields = result.error.issues.flatMap((issue) => refusedFields(issue, []));
  const sentence = fields
    .map(({ field, message }) => (field === '' ? message : `${field}: ${message}`))
    .join('; ');
  throw new AtelierError('invalid-input', `The input was refused. ${sentence}`, { details: { fields } });
}

function refusedFields(issue: Issue, parents: readonly PropertyKey[]): RefusedField[] {
  const path = [...parents, ...issue.path];
  if (issue.code === 'invalid_union') {
    const closest = closestBranch(issue.errors);
    if (closest.length > 0) return closest.flatMap((inner) => refusedFields(inner, path));
  }
  const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
  return [{ field: path.map(String).join('.'), message }];
}

/** Of the alternatives of a union, the one that the input nearly was; the last of several, as the plainest. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  return branches.reduce(
    (closest, branch) => (branch.length <= closest.length ? branch : closest),
    branches[0] ?? [],
  );
}
