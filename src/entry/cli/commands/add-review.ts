import type { Command } from 'commander';
import { commandFlags } from '../command-flags.ts';
import { append, withRules, withSettings, type Done } from '../command-options.ts';

/** `galley review`, loaded when it runs. */
export function addReview(program: Command, done: Done): void {
  const review = program
    .command('review')
    .description('review a change: staged if anything is, else the working tree, else the last commit')
    .argument('[range-or-paths...]', 'A...B for a range, or files and folders to limit the review to')
    .option('--staged', 'what the next commit would hold')
    .option('--base <ref>', 'everything since HEAD left this ref')
    .option('--commit <sha>', 'one commit')
    .option('--diff <file>', 'a diff from a file, or - for standard input')
    .option('--pr <pull request>', 'a pull request: its address, or the number of one of this repository')
    .option('--post', 'with --pr: post the review, which else is printed only')
    .option(
      '--coverage <file>',
      'coverage report, to tell what the change adds and no test reaches; repeatable',
      append,
    )
    .option(
      '--base-coverage <file>',
      'report of the base, to tell what is no longer reached; repeatable',
      append,
    )
    .option(
      '--format <name[=file]>',
      'pretty, json, jsonl, sarif, rdjson, github, gitlab, checkstyle, junit, markdown, html or agent; repeatable',
      append,
    )
    .option('--profile', 'time and tokens of each stage')
    .action(async (operands: string[], _, command: Command) => {
      const { runReview } = await import('../review-command.ts');
      done(await runReview(operands, command));
    });
  withSettings(withRules(review), commandFlags.review).addHelpText('after', exitCodes);
}

const exitCodes = `
Exit codes, the first that applies:
  2  Galley, its configuration or its input is broken
  1  a finding at or above --fail-on
  3  something was not reviewed, or no model answered though one was wanted
  0  else

GALLEY_LOG=debug tells on standard error what Galley does.
`;
