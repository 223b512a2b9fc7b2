import { assertNever } from '../contract/assert-never.ts';
import { defaultHome } from '../home/home-folder.ts';
import { keepToolchainsIn } from '../toolchain/portable-clang/portable-clang.ts';
import { functionTemplates } from '../workspace/templates/template-list.ts';
import type { Command } from './command-line.ts';
import { examineLanguage, type LanguageReport } from './doctor/examine-language.ts';
import { parseOptions, refuseWords } from './parse-options.ts';

const help = `Tries the toolchain of every language: compiles a function with it and runs that.

Usage: atelier doctor [--json]

  --json   Print the findings as JSON

The exit code is 1 where a compiler is there and does not work. One that is not there is no failure: the command that
installs it is shown.
`;

const marks = { works: '✓', broken: '✗', missing: '–' } as const;

/** `atelier doctor`: gives 1 where something that is found does not work. */
export const doctorCommand: Command = async (argv, io) => {
  const options = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  const { values, words } = parseOptions(argv, options, 'atelier doctor');
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  refuseWords(words, 'atelier doctor');
  keepToolchainsIn(defaultHome(io.environment));
  const reports: LanguageReport[] = [];
  // One after the other: compilers take the whole machine.
  for (const template of functionTemplates.filter(({ id }) => !id.includes('-'))) {
    const report = await examineLanguage(template, io);
    reports.push(report);
    if (!values.json) io.stdout.write(line(report));
  }
  if (values.json) io.stdout.write(`${JSON.stringify(reports, null, 2)}\n`);
  return reports.some(({ state }) => state === 'broken') ? 1 : 0;
};

function line(report: LanguageReport): string {
  const head = `${marks[report.state]} ${report.name.padEnd(15)}`;
  switch (report.state) {
    case 'works':
      return `${head} ${found(report)}\n${report.advice ? `    ${report.advice}\n` : ''}`;
    case 'broken':
      return `${head} ${found(report)} does not work:\n${report.problem.replace(/^/gm, '    ')}\n`;
    case 'missing':
      return `${head} no compiler; to get one: ${report.hint}\n`;
    default:
      return assertNever(report);
  }
}

function found({ version, path }: { readonly version: string; readonly path: string | null }): string {
  return `${version}, ${path ?? 'part of Atelier'}`;
}
