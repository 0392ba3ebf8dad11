import type { Command } from 'commander';
import { commandFlags } from './command-flags.ts';
import { withColors, withRules, withSettings, type Done } from './command-options.ts';

/** `galley serve` and `galley app`, loaded when they run. */
export function addApp(program: Command, done: Done): void {
  const serve = program
    .command('serve')
    .description('the GitHub App: reviews every pull request of the repositories that it is installed in')
    .option('--role <role>', 'all, or on several hosts: web takes webhooks, worker reviews (default all)')
    .option('--check', 'check configuration, database, GitHub and model, and end')
    .action(async (_, command: Command) => {
      const { runServe } = await import('../app/serve-command.ts');
      done(await runServe(command));
    });
  withSettings(withRules(serve), commandFlags.serve).addHelpText('after', variables);

  const app = program.command('app').description('the registration of the GitHub App');
  withColors(
    app
      .command('init')
      .description('write app.yml and tell where to register the app, with everything filled in')
      .requiredOption('--url <url>', 'of this server, as GitHub reaches it')
      .option('--name <name>', 'of the app (default Galley)')
      .option('--organization <name>', 'that is to own the app (default: whoever is signed in)')
      .option('--force', 'write over another app.yml'),
  ).action(async (_, command: Command) => {
    const { initApp } = await import('../app/register/init-command.ts');
    done(await initApp(command));
  });
}

const variables = `
Variables, as Probot names them:
  APP_ID                           number of the GitHub App
  PRIVATE_KEY or PRIVATE_KEY_PATH  its private key
  WEBHOOK_SECRET or …_FILE         at least 32 bytes
  PORT, HOST                       default 3000 on 127.0.0.1
  GHE_HOST                         of an Enterprise server
  DATABASE_URL or …_FILE           a PostgreSQL server, for several processes
  LOG_FORMAT, LOG_LEVEL            json or pretty; debug, info or warn
`;
