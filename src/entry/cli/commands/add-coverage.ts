import type { Command } from 'commander';
import { commandFlags } from '../command-flags.ts';
import { append, withColors, withSettings, type Done } from '../command-options.ts';

/** `galley coverage` and what belongs to it; each is loaded when it runs. */
export function addCoverage(program: Command, done: Done): void {
  const coverage = program
    .command('coverage')
    // Else it would take the flags of `pack` for its own.
    .enablePositionalOptions()
    .description('what a change adds and no test reaches, from a coverage report, without any model')
    .argument('[range-or-paths...]', 'A...B for a range, or files and folders to limit it to')
    .option(
      '--report <file>',
      'report of any format, packed or not; default: where test tools leave one; repeatable',
      append,
    )
    .option(
      '--base-coverage <file>',
      'report of the base, to tell what is no longer reached; repeatable',
      append,
    )
    .option('--staged', 'what the next commit would hold')
    .option('--base <ref>', 'everything since HEAD left this ref')
    .option('--commit <sha>', 'one commit')
    .option(
      '--fail-under-patch <percent>',
      'exit with 1 when less of the added statements, or of the added arms, is reached',
    )
    .option('--format <name[=file]>', 'pretty, json, markdown, github, html or lcov; repeatable', append)
    .action(async (operands: string[], _, command: Command) => {
      const { runCoverage } = await import('../../coverage/coverage-command.ts');
      done(await runCoverage(operands, command));
    });
  withSettings(coverage, commandFlags.coverage).addHelpText('after', exitCodes);
  addRun(coverage, done);
  addPack(coverage, done);
}

function addRun(coverage: Command, done: Done): void {
  withColors(
    coverage
      .command('run')
      .description('run your tests, measure what they reach, and tell what of the change they do not')
      .argument('<command...>', 'your test command, behind --: galley coverage run -- npm test')
      .option('--timeout <duration>', 'end it after this time, such as 10m')
      .option('--out <dir>', 'folder for the report (default coverage)'),
  )
    .option('-q, --quiet', 'no progress')
    .action(async (test: string[], _, command: Command) => {
      const { runTests } = await import('../../coverage/run-command.ts');
      done(await runTests(test, command));
    })
    .addHelpText('after', runCodes);
}

function addPack(coverage: Command, done: Done): void {
  coverage
    .command('pack')
    .description('one file with a report, its commit and the hashes of its files, for another job')
    .option('--report <file>', 'report to pack; default: where test tools leave one; repeatable', append)
    .requiredOption('-o, --output <file>', 'file to write')
    .action(async (_, command: Command) => {
      const { packReports } = await import('../../coverage/pack-command.ts');
      done(await packReports(command));
    });
}

const exitCodes = `
Exit codes, the first that applies:
  2  Galley or its input is broken, such as a report that can't be read
  1  less than --fail-under-patch of the added statements, or of the added arms
  3  nobody can tell what tests reach of some changed file
  0  else, also where there is nothing that can be measured
`;

const runCodes = `
The exit code is that of your command. When that is 0: 2 for a fault of Galley or of a report, else 0, whatever is not reached.
`;
