import { join } from 'node:path';
import type { Command } from 'commander';
import type { RepositoryConfiguration } from '../../cli/choose-configuration.ts';
import { directories, settingsOf, type CommandSettings } from '../../cli/command-settings.ts';
import { hideSecrets } from '../../cli/hide-secrets.ts';
import { terminalOf, type Terminal } from '../../cli/terminal.ts';
import { createAppLog, type AppLog, type Level } from '../log/create-app-log.ts';
import { hideValues } from '../log/hide-values.ts';
import { openDataFolder } from '../settings/open-data-folder.ts';
import { readAppSettings, type AppSettings } from '../settings/read-app-settings.ts';
import { readAll } from '../settings/read-all.ts';
import { readOperatorToken } from '../settings/read-operator-token.ts';
import { readRole, type Role } from '../settings/read-role.ts';
import type { Environment } from '../settings/read-secret.ts';
import { preparedOf } from './prepared-of.ts';

/** All that is said to `galley serve`, checked. */
export interface AppConfiguration {
  readonly role: Role;
  /** Whether PORT says where to listen. */
  readonly isPortNamed: boolean;
  readonly app: AppSettings;
  /** Of the operator alone. */
  readonly loaded: CommandSettings;
  /** Of one review: with the configuration of its base. */
  readonly loadSettings: (configuration: RepositoryConfiguration) => Promise<CommandSettings>;
  readonly ruleFolder: string | undefined;
  readonly folders: AppFolders;
  readonly operatorToken: string;
  /** For the JSON API, /v1/review and metrics. */
  readonly apiToken: string;
  readonly log: AppLog;
  /** Quiet: what is to be told goes into the log. */
  readonly terminal: Terminal;
}

/** Below the data folder. */
export interface AppFolders {
  readonly data: string;
  readonly store: string;
  readonly mirrors: string;
  readonly replies: string;
  readonly runners: string;
  readonly images: string;
}

/**
 * Reads and checks settings, secrets and the data folder. Nothing is asked of another host. Secrets leave the environment,
 * which children of this process inherit.
 *
 * @throws GalleyError that tells all that is wrong: see read-all.ts
 */
export async function readConfiguration(command: Command): Promise<AppConfiguration> {
  const { env } = process;
  const flags = command.opts<{ role?: string; rules?: string }>();
  // They are loaded again with each review: by then no secret is left in the environment.
  const environment = { ...env };
  const loadSettings = (configuration: RepositoryConfiguration) =>
    settingsOf(command, configuration, environment);
  const loading = loadSettings({ from: 'folder', root: undefined });
  // Where they are broken, all else is looked at nevertheless.
  const sound = await loading.catch(() => undefined);
  const { role, loaded, app, folders } = await readAll({
    role: () => readRole(flags.role ?? 'all', env),
    loaded: () => loading,
    app: () => readAppSettings(env, sound?.settings.forge),
    folders: () => openFolders(sound),
  });
  const { settings } = loaded;
  const operatorToken = await readOperatorToken(folders.data, settings.app.operatorToken);
  const apiToken = settings.app.apiToken ?? operatorToken;
  const tokens = [operatorToken, apiToken, settings.apiKey, settings.token, env['GITHUB_TOKEN']];
  const { webhookSecret, privateKey, databaseUrl } = app;
  const log = openLog(env, [...tokens, webhookSecret, privateKey, databaseUrl, passwordIn(databaseUrl)]);
  hideSecrets(env, ownSecrets);
  const terminal = { ...terminalOf(command), progress: 'off' as const, color: false };
  return {
    isPortNamed: (env['PORT'] ?? '') !== '',
    ...{ role, app, loaded, loadSettings, ruleFolder: flags.rules, folders, operatorToken, apiToken, log },
    terminal: { ...terminal, out: (text) => log.info(text.trim()), err: (text) => log.info(text.trim()) },
  };
}

async function openFolders(loaded: CommandSettings | undefined): Promise<AppFolders> {
  const folders = foldersIn(loaded?.settings.data ?? directories.data);
  if (loaded !== undefined)
    await readAll({
      data: () => openDataFolder(folders.data),
      runner: () => preparedOf({ loaded, folders }),
    });
  return folders;
}

function foldersIn(data: string): AppFolders {
  const inside = (name: string): string => join(data, name);
  const store = inside('store');
  return {
    data,
    store,
    mirrors: inside('mirrors'),
    replies: inside('replies'),
    runners: inside('runners'),
    images: inside('images'),
  };
}

function openLog(env: Environment, secrets: readonly (string | undefined)[]): AppLog {
  const wanted = env['LOG_FORMAT'];
  const isPretty = wanted === undefined || wanted === '' ? process.stderr.isTTY : wanted === 'pretty';
  return createAppLog({
    form: isPretty ? 'pretty' : 'json',
    least: leastOf(env),
    hide: hideValues(secrets),
    write: (text) => void process.stderr.write(text),
    now: () => Date.now(),
  });
}

/** Levels of Probot that are no levels here mean the nearest one. */
function leastOf(env: Environment): Level {
  const wanted = env['GALLEY_LOG'] === 'debug' ? 'debug' : env['LOG_LEVEL'];
  if (wanted === 'debug' || wanted === 'trace') return 'debug';
  return wanted === 'warn' || wanted === 'error' || wanted === 'fatal' ? 'warn' : 'info';
}

function passwordIn(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? decodeURIComponent(new URL(url).password) : undefined;
}

const ownSecrets = [
  ...['PRIVATE_KEY', 'WEBHOOK_SECRET', 'DATABASE_URL'],
  ...['GALLEY_APP_OPERATOR_TOKEN', 'GALLEY_APP_API_TOKEN'],
];
