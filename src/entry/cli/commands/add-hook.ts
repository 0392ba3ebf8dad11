import type { Command } from 'commander';
import { withColors, type Done } from '../command-options.ts';

/** `galley hook`, loaded when it runs. */
export function addHook(program: Command, done: Done): void {
  const hook = program.command('hook').description('doc comments for what is staged, at every commit');
  const install = hook
    .command('install')
    .description('run Galley before each commit; with husky unless told otherwise');
  for (const [flag, what] of hookMethods) install.option(flag, what);
  withColors(
    install
      .option('--strict', 'let a fault of Galley stop the commit')
      .option('--warm', 'also ask the model ahead after each commit, so that the next one rarely waits')
      .option('-n, --dry-run', 'only show what would change')
      .option('-y, --yes', 'ask nothing'),
  ).action(async (_, command: Command) => {
    const { installHook } = await import('../../hook/hook-command.ts');
    done(await installHook(command));
  });
  hook
    .command('pre-commit')
    .description('document what is staged; git runs this before a commit')
    .option('--strict', 'exit with 2 when Galley fails, which stops the commit')
    .action(async () => {
      const { runPreCommit } = await import('../../hook/run-pre-commit.ts');
      done(await runPreCommit([]));
    });
  hook
    .command('post-commit')
    .description('start galley docs --warm in the background; git runs this after a commit')
    .action(async () => {
      const { runPostCommit } = await import('../../hook/run-post-commit.ts');
      done(runPostCommit());
    });
  withColors(
    hook
      .command('uninstall')
      .description('take the hooks away')
      .option('-n, --dry-run', 'only show what would change')
      .option('-y, --yes', 'ask nothing'),
  ).action(async (_, command: Command) => {
    const { uninstallHook } = await import('../../hook/hook-command.ts');
    done(await uninstallHook(command));
  });
}

const hookMethods = [
  ['--husky', "in husky's folder (the default)"],
  ['--hooks-path', 'as a script in a folder of the repository, .githooks unless git has one'],
  ['--git-config', 'in the configuration of git 2.54 and later'],
  ['--lefthook', 'as a command in lefthook.yml'],
  ['--pre-commit', 'as a local hook in .pre-commit-config.yaml'],
] as const;
