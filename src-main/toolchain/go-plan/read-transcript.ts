/** A tool of Go's, as the `go` command calls it. */
export interface ToolCall {
  /** Variables beside those that the `go` command has. */
  readonly variables: readonly (readonly [name: string, value: string])[];
  /** The program and its parameters. */
  readonly words: readonly string[];
}

/** All that the `go` command does for a program whose packages it has built before. */
export interface BuildPlan {
  /** What compiler and linker are told about those packages: contents by the name of the file in `$WORK/b001`. */
  readonly files: ReadonlyMap<string, string>;
  readonly compile: ToolCall;
  readonly link: ToolCall;
}

/** A file that is written where it stands: its name and its content. */
const writtenFiles =
  /^cat >\$WORK\/b001\/(importcfg|importcfg\.link) << 'EOF'(?: # internal)?\n([\s\S]*?\n)EOF\n/gm;
/** What is of no consequence for the output, or done otherwise. */
const housekeeping = /^(?:mkdir -p |cd |mv |rm -rf? )|^$| # internal$/;
const words = /"[^"]*"|[^\s"]+/g;
const assignment = /^([A-Z_]+)='([^']*)'$/;

/**
 * Reads what `go build -x` printed: the commands of a shell, with a string of Go for a word that needs quotes. `$WORK` stands
 * for the folder of its temporary files, and now `$SOURCE` for that of the main package, so that both can be others. Null
 * where it did more, or anything else, than to compile one package with what it had and to link it.
 */
export function readTranscript(transcript: string): BuildPlan | null {
  const [begin, work] = /^WORK=(.+)\n/.exec(transcript) ?? [];
  const source = /^cd (.+)$/m.exec(transcript)?.[1];
  if (begin === undefined || work === undefined || source === undefined) return null;
  const commands = transcript
    .slice(begin.length)
    .replaceAll(work, '$WORK')
    .replaceAll(seenFrom(source, work), '$WORK')
    .replaceAll(source, '$SOURCE');
  const files = new Map<string, string>();
  const rest = commands.replace(writtenFiles, (_, name: string, content: string) => {
    files.set(name, content);
    return '';
  });
  const lines = rest.split('\n').filter((line) => !housekeeping.test(line));
  const [compile, link] = lines.map(readCall);
  if (lines.length !== 2 || !isTool(compile, 'compile') || !isTool(link, 'link')) return null;
  return { files, compile, link };
}

/** Null for a command with words that are not all plain or in plain quotes. */
function readCall(command: string): ToolCall | null {
  const all = command.match(words) ?? [];
  if (all.join(' ') !== command || command.includes('\\')) return null;
  const first = all.findIndex((text) => !assignment.test(text));
  return {
    variables: all.slice(0, first).map((text) => {
      const [, name = '', value = ''] = assignment.exec(text) ?? [];
      return [name, value];
    }),
    words: all.slice(first).map((text) => text.replace(/^"(.*)"$/, '$1')),
  };
}

/** Go before 1.22 writes a dot where a path begins like the folder that it is in. */
function seenFrom(folder: string, path: string): string {
  return path.startsWith(folder) ? `.${path.slice(folder.length)}` : path;
}

function isTool(call: ToolCall | null | undefined, name: string): call is ToolCall {
  return call?.words[0]?.split('/').at(-1) === name;
}
