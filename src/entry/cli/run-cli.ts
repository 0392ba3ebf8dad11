import { Command, CommanderError } from 'commander';
import { isGalleyError } from '../../errors.ts';
import { addApp } from './commands/add-app.ts';
import { addCache } from './commands/add-cache.ts';
import { addConfig } from './commands/add-config.ts';
import { addCoverage } from './commands/add-coverage.ts';
import { addDocs } from './commands/add-docs.ts';
import { addHook } from './commands/add-hook.ts';
import { addReview } from './commands/add-review.ts';
import { addRules } from './commands/add-rules.ts';
import { addSetup } from './commands/add-setup.ts';
import { addTests } from './commands/add-tests.ts';
import type { Done } from './command-options.ts';
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
    .configureHelp({ helpWidth: 80, minWidthToWrap: 20, subcommandTerm: (command) => command.name() });

  addReview(program, done);
  addCoverage(program, done);
  addTests(program, done);
  addApp(program, done);
  addSetup(program, done);
  addConfig(program, done);
  addRules(program, done);
  addDocs(program, done);
  addHook(program, done);
  addCache(program, done);
  return program;
}
