import type { Command } from 'commander';
import { commandFlags } from '../command-flags.ts';
import { append, withSettings, type Done } from '../command-options.ts';

/** What is run before the first review: `galley doctor`, `models`, `init`. Each is loaded when it runs. */
export function addSetup(program: Command, done: Done): void {
  withSettings(
    program
      .command('doctor')
      .description('check git, model server, model and speed, with one fix for each failure')
      .option('--json', 'as data, for bug reports')
      .option('--grade', 'measure the model: on the examples of all probes and on old code of your own')
      .option(
        '--from <dir>',
        'with --grade: a repository with such code, default this one; repeatable',
        append,
      )
      .option('--places <number>', 'with --grade: most places of that code for one probe (default 12)')
      .option('--minutes <number>', 'with --grade: time limit; starting again goes on (default 15)'),
    commandFlags.doctor,
  ).action(async (flags: { grade?: boolean }, command: Command) => {
    if (flags.grade) {
      const { runGrade } = await import('../grade-command.ts');
      return done(await runGrade(command));
    }
    const { runDoctor } = await import('../doctor-command.ts');
    done(await runDoctor(command));
  });

  withSettings(
    program
      .command('models')
      .description('list the installed models, best for review first')
      .option('--json', 'as data'),
    commandFlags.models,
  ).action(async (_, command: Command) => {
    const { runModels } = await import('../models-command.ts');
    done(await runModels(command));
  });

  withSettings(
    program
      .command('init')
      .description('find a model server and write .galley.yml')
      .option('-y, --yes', 'ask nothing, take the best'),
    commandFlags.init,
  ).action(async (_, command: Command) => {
    const { runInit } = await import('../init-command.ts');
    done(await runInit(command));
  });
}
