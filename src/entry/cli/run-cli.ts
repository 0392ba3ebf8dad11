import { Command, CommanderError, Option } from 'commander';
import { settingFlags } from '../../config/flags.ts';
import { isGalleyError } from '../../errors.ts';
import { explainError } from './explain-error.ts';
import { version } from './version.ts';

/**
 * Runs one command line.
 *
 * @returns the exit code of DESIGN's table
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

type Done = (exitCode: number) => void;

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
    .option(
      '--format <name[=file]>',
      'pretty, json, jsonl, sarif, rdjson, github, gitlab, checkstyle, junit, markdown or agent; repeatable',
      append,
    )
    .option('--profile', 'time and tokens of each stage')
    .action(async (operands: string[], _, command: Command) => {
      const { runReview } = await import('./review-command.ts');
      done(await runReview(operands, command));
    });
  withSettings(review);

  withSettings(
    program
      .command('doctor')
      .description('check git, model server, model and speed, with one fix for each failure')
      .option('--json', 'as data, for bug reports'),
  ).action(async (_, command: Command) => {
    const { runDoctor } = await import('./doctor-command.ts');
    done(await runDoctor(command));
  });

  withSettings(
    program
      .command('models')
      .description('list the installed models, best for review first')
      .option('--json', 'as data'),
  ).action(async (_, command: Command) => {
    const { runModels } = await import('./models-command.ts');
    done(await runModels(command));
  });

  withSettings(
    program
      .command('init')
      .description('find a model server and write .galley.yml')
      .option('-y, --yes', 'ask nothing, take the best'),
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
  ).action(async (_, command: Command) => {
    const { printConfig } = await import('./config-actions.ts');
    done(await printConfig(command));
  });
  withSettings(
    config.command('validate').description('check .galley.yml, the operator file, flags and environment'),
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

  const cache = program.command('cache').description('the replies kept on disk');
  withSettings(cache.command('stats').description('how many replies are kept, and their size')).action(
    async (_, command: Command) => {
      const { printCacheStats } = await import('./cache-command.ts');
      done(await printCacheStats(command));
    },
  );
  withSettings(cache.command('clear').description('delete all kept replies')).action(
    async (_, command: Command) => {
      const { clearCache } = await import('./cache-command.ts');
      done(await clearCache(command));
    },
  );

  return program;
}

/** The flags that shape the terminal, then, in a group of their own, those of the settings table. */
function withSettings(command: Command): Command {
  command
    .option('--color', 'colours even where they would not be used')
    .option('--no-color', 'no colours')
    .option('-q, --quiet', 'no progress')
    .option('--config <file>', 'operator file to read instead of the one in the user config folder');
  for (const { flags, description, collect } of settingFlags) {
    const option = new Option(flags, description);
    if (collect) option.argParser(collect);
    command.addOption(option.helpGroup('Settings (galley config print --why shows where each comes from):'));
  }
  return command;
}

function append(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
