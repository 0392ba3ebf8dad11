import { Command, CommanderError } from 'commander';
import { isGalleyError } from '../../errors.ts';
import { addApp } from './add-app.ts';
import { addCoverage } from './add-coverage.ts';
import { addTests } from './add-tests.ts';
import { commandFlags } from './command-flags.ts';
import { append, withColors, withRules, withSettings, type Done } from './command-options.ts';
import { explainError } from './explain-error.ts';
import { version } from './version.ts';

/**
 * Runs one command line.
 *
 * @returns the exit code: "Exit codes" in the README
 */
export async function runCli(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = buildProgram((code) => (exitCode = code));
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(explainError(error, process.env['GALLEY_LOG'] === 'debug'));
    return isGalleyError(error) && error.code === 'interrupted' ? 3 : 2;
  }
  return exitCode;
}

/** Commands by name; each is loaded when it runs. */
function buildProgram(done: Done): Command {
  const program = new Command('galley')
    .description('Reviews code with a model that runs on your own hardware.')
    .version(version, '-V, --version')
    .exitOverride()
    .showHelpAfterError('(galley --help lists what there is)')
    .configureHelp({ helpWidth: 80 });

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
      const { runReview } = await import('./review-command.ts');
      done(await runReview(operands, command));
    });
  withSettings(withRules(review), commandFlags.review).addHelpText('after', exitCodes);

  addCoverage(program, done);
  addTests(program, done);
  addApp(program, done);

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
      const { runGrade } = await import('./grade-command.ts');
      return done(await runGrade(command));
    }
    const { runDoctor } = await import('./doctor-command.ts');
    done(await runDoctor(command));
  });

  withSettings(
    program
      .command('models')
      .description('list the installed models, best for review first')
      .option('--json', 'as data'),
    commandFlags.models,
  ).action(async (_, command: Command) => {
    const { runModels } = await import('./models-command.ts');
    done(await runModels(command));
  });

  withSettings(
    program
      .command('init')
      .description('find a model server and write .galley.yml')
      .option('-y, --yes', 'ask nothing, take the best'),
    commandFlags.init,
  ).action(async (_, command: Command) => {
    const { runInit } = await import('./init-command.ts');
    done(await runInit(command));
  });

  const config = program.command('config').description('show and check the configuration');
  withSettings(
    config
      .command('print')
      .description('print the settings that would be used')
      .option('--why', 'and where each came from'),
    commandFlags.config,
  ).action(async (_, command: Command) => {
    const { printConfig } = await import('./config-actions.ts');
    done(await printConfig(command));
  });
  withSettings(
    config.command('validate').description('check .galley.yml, the operator file, flags and environment'),
    commandFlags.config,
  ).action(async (_, command: Command) => {
    const { validateConfig } = await import('./config-actions.ts');
    done(await validateConfig(command));
  });
  config
    .command('schema')
    .description('print the JSON Schema of .galley.yml')
    .option('--operator', "the operator file's instead")
    .action(async (_, command: Command) => {
      const { printSchema } = await import('./config-actions.ts');
      done(await printSchema(command));
    });

  const rules = program.command('rules').description('the rules that need no model');
  withColors(withRules(rules.command('list').description('list the rules that a review here would know')))
    .option('--json', 'as data')
    .action(async (_, command: Command) => {
      const { listRules } = await import('./rules-command.ts');
      done(await listRules(command));
    });
  withColors(
    withRules(rules.command('test').description('run the examples of all rules, or of those in FILES')),
  )
    .argument('[files...]', 'rule files')
    .action(async (files: string[], _, command: Command) => {
      const { testRules } = await import('./rules-command.ts');
      done(await testRules(files, command));
    });

  const probe = program.command('probe').description('the questions that a model is asked');
  withColors(
    probe
      .command('list')
      .description('list the probes, and on which models they speak')
      .option('--json', 'as data'),
  ).action(async (_, command: Command) => {
    const { listProbes } = await import('./probe-command.ts');
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
    const { testProbe } = await import('./probe-command.ts');
    done(await testProbe(file, command));
  });

  withColors(
    withRules(program.command('explain').description('what a rule or probe finds, why, and how to fix it')),
  )
    .argument('<rule-or-probe>', 'its id, such as galley/empty-catch, or only empty-catch')
    .action(async (name: string, _, command: Command) => {
      const { explain } = await import('./explain-command.ts');
      done(await explain(name, command));
    });

  withSettings(
    program
      .command('docs')
      .description('doc comments: which are missing or out of date, or write what is missing')
      .argument('[paths...]', 'files and folders; default: all below this folder')
      .option('--staged', 'only declarations with staged lines')
      .option('--base <ref>', 'only declarations with lines that are new since HEAD left this ref')
      .option('--check', 'list them; exit code 1 when there are any (the default)')
      .option('--diff', 'show what the model would have written')
      .option('--write', 'write it into the files, or into what is staged')
      .option('--undo', 'take out what the last run put in')
      .option('--warm', 'ask the model now about what the next commit would ask; at most 10 minutes'),
    commandFlags.docs,
  ).action(async (paths: string[], _, command: Command) => {
    const { runDocs } = await import('../docs/docs-command.ts');
    done(await runDocs(paths, command));
  });

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
    const { installHook } = await import('../hook/hook-command.ts');
    done(await installHook(command));
  });
  hook
    .command('pre-commit')
    .description('document what is staged; git runs this before a commit')
    .option('--strict', 'exit with 2 when Galley fails, which stops the commit')
    .action(async () => {
      const { runPreCommit } = await import('../hook/run-pre-commit.ts');
      done(await runPreCommit([]));
    });
  hook
    .command('post-commit')
    .description('start galley docs --warm in the background; git runs this after a commit')
    .action(async () => {
      const { runPostCommit } = await import('../hook/run-post-commit.ts');
      done(runPostCommit());
    });
  withColors(
    hook
      .command('uninstall')
      .description('take the hooks away')
      .option('-n, --dry-run', 'only show what would change')
      .option('-y, --yes', 'ask nothing'),
  ).action(async (_, command: Command) => {
    const { uninstallHook } = await import('../hook/hook-command.ts');
    done(await uninstallHook(command));
  });

  const cache = program.command('cache').description('the replies kept on disk');
  withSettings(
    cache.command('stats').description('how many replies are kept, and their size'),
    commandFlags.cache,
  ).action(async (_, command: Command) => {
    const { printCacheStats } = await import('./cache-command.ts');
    done(await printCacheStats(command));
  });
  withSettings(cache.command('clear').description('delete all kept replies'), commandFlags.cache).action(
    async (_, command: Command) => {
      const { clearCache } = await import('./cache-command.ts');
      done(await clearCache(command));
    },
  );

  return program;
}

const hookMethods = [
  ['--husky', "in husky's folder (the default)"],
  ['--hooks-path', 'as a script in a folder of the repository, .githooks unless git has one'],
  ['--git-config', 'in the configuration of git 2.54 and later'],
  ['--lefthook', 'as a command in lefthook.yml'],
  ['--pre-commit', 'as a local hook in .pre-commit-config.yaml'],
] as const;

const exitCodes = `
Exit codes, the first that applies:
  2  Galley, its configuration or its input is broken
  1  a finding at or above --fail-on
  3  something was not reviewed, or no model answered though one was wanted
  0  else

GALLEY_LOG=debug tells on standard error what Galley does.
`;
