import type { Command } from 'commander';
import { commandFlags } from '../command-flags.ts';
import { append, withSettings, type Done } from '../command-options.ts';

/** `galley tests`, loaded when it runs. */
export function addTests(program: Command, done: Done): void {
  const tests = program
    .command('tests')
    .description('tests for what no test reaches, written with the model and run before they are shown')
    .argument('[range-or-paths...]', 'A...B for a range; files and folders: all that is in them, new or not')
    .option('--staged', 'what the next commit would hold')
    .option('--base <ref>', 'everything since HEAD left this ref')
    .option('--commit <sha>', 'one commit')
    .option(
      '--report <file>',
      'coverage report; default: the tests are run to measure them; repeatable',
      append,
    )
    .option('--max <number>', 'most tests to suggest (default 5)')
    .option('--samples <number>', 'most questions about one function (default 4)')
    .option('--budget <duration>', 'time after which nothing new is begun (default 10m)')
    .option('--catch', 'also run them on the tree before the change: what passes there and fails now is told')
    .option('--write', 'put them into the working tree; without it nothing is written')
    .option(
      '--fixtures <type-or-file>',
      'instead: typed builders, shapes and mocks for types, without a model',
    )
    .option('--unsafe-run', 'run tests as you, without network walls, where no sandbox can be had')
    .option('--format <name[=file]>', 'pretty, json, markdown, html or agent; repeatable', append)
    .action(async (operands: string[], _, command: Command) => {
      const { runTests } = await import('../../tests/tests-command.ts');
      done(await runTests(operands, command));
    });
  withSettings(tests, commandFlags.tests).addHelpText('after', exitCodes);
}

const exitCodes = `
Exit codes, the first that applies:
  2  Galley or its input is broken, or no sandbox can be had
  3  no model answered, or nobody can tell what tests reach of some file
  0  else, whether or not tests were found
`;
