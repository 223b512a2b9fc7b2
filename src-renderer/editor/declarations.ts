/** A name that a script can use, as the runtime's declarations have it. */
export interface Declaration {
  /** What it is a member of, null for what is there by itself. */
  readonly owner: string | null;
  readonly name: string;
  /** Its declaration on one line. */
  readonly signature: string;
  /** What its comment says; empty where there is none. */
  readonly documentation: string;
}

const opening = /^(?:declare (?:const|class|namespace)|interface) (\w+).*\{$/;
const topLevel = /^declare (?:const|function|class) (\w+)/;
const member = /^ {2}(?:static )?(?:readonly )?(\w+)[?(:<]/;

/**
 * Reads a declaration file that is formatted as ours is: declarations at the margin, members two spaces in, each with
 * its comment before it. Anything else is passed over.
 */
export function readDeclarations(source: string): Declaration[] {
  const found: Declaration[] = [];
  let owner: string | null = null;
  let comment: string[] = [];
  const add = (of: string | null, name: string, line: string): void => {
    const signature = line
      .trim()
      .replace(/^declare /, '')
      .replace(/[;{]\s*$/, '')
      .trim();
    found.push({ owner: of, name, signature, documentation: comment.join(' ') });
    comment = [];
  };
  for (const line of source.split('\n')) {
    const remark = /^\s*(?:\/\*\*|\*(?!\/))\s?(.*?)\s*(?:\*\/)?$/.exec(line);
    if (remark !== null) {
      if (line.includes('/**')) comment = [];
      if (remark[1]) comment.push(remark[1]);
      continue;
    }
    const name = topLevel.exec(line)?.[1];
    if (name !== undefined) add(null, name, line);
    const opened = opening.exec(line)?.[1];
    if (opened !== undefined) owner = opened;
    if (line.startsWith('}')) owner = null;
    const part = owner === null ? undefined : member.exec(line)?.[1];
    if (owner !== null && part !== undefined) add(owner, part, line);
    if (line.trim() === '') comment = [];
  }
  return found;
}
