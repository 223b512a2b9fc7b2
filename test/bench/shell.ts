import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A shell, as somebody types commands into it. */
export interface Shell extends Disposable {
  /** Runs a command with these variables beside the shell's own. Throws where it fails. */
  run(words: readonly string[], variables: Readonly<Record<string, string>>): Promise<void>;
}

/** Starts a shell. A program that is started by it starts sooner than one that this process starts, which is large. */
export function startShell(): Shell {
  const shell = spawn('sh', ['-s'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: shell.stdout });
  return {
    async run(words, variables) {
      const assigned = Object.entries(variables).map(([name, value]) => `${name}=${quote(value)}`);
      const answered = once(lines, 'line');
      shell.stdin.write(`${[...assigned, ...words.map(quote)].join(' ')} </dev/null >/dev/null; echo $?\n`);
      const [code] = await answered;
      if (code !== '0') throw new Error(`${words[0]} ended with ${code}`);
    },
    [Symbol.dispose]: () => void shell.stdin.end(),
  };
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
