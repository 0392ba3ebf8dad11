import type { Command } from 'commander';
import { commandFlags } from '../command-flags.ts';
import { withColors, withRules, withSettings, type Done } from '../command-options.ts';

/** What is looked for: `galley rules`, `probe`, `explain`. Each is loaded when it runs. */
export function addRules(program: Command, done: Done): void {
  const rules = program.command('rules').description('the rules that need no model');
  withColors(withRules(rules.command('list').description('list the rules that a review here would know')))
    .option('--json', 'as data')
    .action(async (_, command: Command) => {
      const { listRules } = await import('../rules-command.ts');
      done(await listRules(command));
    });
  withColors(
    withRules(rules.command('test').description('run the examples of all rules, or of those in FILES')),
  )
    .argument('[files...]', 'rule files')
    .action(async (files: string[], _, command: Command) => {
      const { testRules } = await import('../rules-command.ts');
      done(await testRules(files, command));
    });

  const probe = program.command('probe').description('the questions that a model is asked');
  withColors(
    probe
      .command('list')
      .description('list the probes, and on which models they speak')
      .option('--json', 'as data'),
  ).action(async (_, command: Command) => {
    const { listProbes } = await import('../probe-command.ts');
    done(await listProbes(command));
  });
  withSettings(
    probe
      .command('test')
      .description('tell how well a probe separates its bad examples from its good ones')
      .argument('<file>', 'a probe file')
      .option('--wordings <number>', 'ask only its first wordings')
      .option('--json', 'as data'),
    commandFlags.probeTest,
  ).action(async (file: string, _, command: Command) => {
    const { testProbe } = await import('../probe-command.ts');
    done(await testProbe(file, command));
  });

  withColors(
    withRules(program.command('explain').description('what a rule or probe finds, why, and how to fix it')),
  )
    .argument('<rule-or-probe>', 'its id, such as galley/empty-catch, or only empty-catch')
    .action(async (name: string, _, command: Command) => {
      const { explain } = await import('../explain-command.ts');
      done(await explain(name, command));
    });
}
