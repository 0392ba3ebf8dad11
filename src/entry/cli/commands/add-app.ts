import type { Command } from 'commander';
import { commandFlags } from '../command-flags.ts';
import { withColors, withRules, withSettings, type Done } from '../command-options.ts';

/** `galley serve` and `galley app`, loaded when they run. */
export function addApp(program: Command, done: Done): void {
  const serve = program
    .command('serve')
    .description('the GitHub App: reviews every pull request of the repositories that it is installed in')
    .option('--role <role>', 'all, or on several hosts: web takes webhooks, worker reviews (default all)')
    .option('--check', 'check configuration, database, GitHub and model, and end')
    .action(async (_, command: Command) => {
      const { runServe } = await import('../../app/serve-command.ts');
      done(await runServe(command));
    });
  withSettings(withRules(serve), commandFlags.serve).addHelpText('after', variables);

  addRegistration(program.command('app').description('the registration of the GitHub App'), done);
}

function addRegistration(app: Command, done: Done): void {
  const create = app
    .command('create')
    .description('make the GitHub App with one click: a page with a button, then its credentials in a file')
    .option('--output <file>', 'where the credentials go, for this user alone (default galley.env)')
    .option('--port <port>', 'of the page on this machine (default: any that is free)')
    .option('--wait <time>', 'how long the page is there (default 30m)')
    .option('--force', 'write over the file')
    .action(async (_, command: Command) => {
      const { createApp } = await import('../../app/register/create-command.ts');
      done(await createApp(command));
    });
  withDescription(create);
  const init = app
    .command('init')
    .description('write app.yml and tell where to register the app by hand, with everything filled in')
    .option('--force', 'write over another app.yml')
    .action(async (_, command: Command) => {
      const { initApp } = await import('../../app/register/init-command.ts');
      done(await initApp(command));
    });
  withDescription(init);
}

function withDescription(command: Command): void {
  withColors(command)
    .requiredOption('--url <url>', 'of this server, as GitHub reaches it')
    .option('--name <name>', 'of the app (default Galley)')
    .option('--organization <name>', 'that is to own the app (default: whoever is signed in)');
}

const variables = `
Variables, as Probot names them (the first three must be set):
  APP_ID                           number of the GitHub App
  PRIVATE_KEY or PRIVATE_KEY_PATH  its private key
  WEBHOOK_SECRET or …_FILE         at least 32 bytes
  PORT, HOST                       default 3000 on 127.0.0.1
  WEBHOOK_PATH                     default /api/github/webhooks
  GHE_HOST, GHE_PROTOCOL           of an Enterprise server
  DATABASE_URL or …_FILE           a PostgreSQL server, for several processes
  LOG_FORMAT, LOG_LEVEL            json or pretty; debug, info or warn

Variables of Galley, which are no flags:
  GALLEY_DATA                      folder for all that is kept
  GALLEY_APP_REVIEWS               reviews at the same time
  GALLEY_APP_RETENTION_DAYS        days that jobs and replies are kept
  GALLEY_APP_DASHBOARD             loopback, always or never
  GALLEY_APP_OPERATOR_TOKEN        to sign in to the dashboard
  GALLEY_APP_API_TOKEN             for the JSON API and /v1/review
  GALLEY_RUNNER                    folder with prepared repositories, for tests
  GALLEY_RUNNER_INSTALL            or the command that prepares one
  GALLEY_API_KEY                   of the model server

docs/SERVER.md explains each of them and how to run the server.
`;
