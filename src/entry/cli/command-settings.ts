import type { Command } from 'commander';
import envPaths from 'env-paths';
import { join, resolve } from 'node:path';
import { readFlags, type GivenFlags } from '../../config/flags.ts';
import { loadSettings, type LoadedSettings, type SettingSources } from '../../config/load-settings.ts';
import { readConfigFiles, type ConfigFiles } from '../../config/read-config-files.ts';
import { GalleyError, isGalleyError } from '../../errors.ts';
import type { RepositoryConfiguration } from './choose-configuration.ts';

/** Folders of this user, as the platform names them. */
export const directories = envPaths('galley', { suffix: '' });

/** `GALLEY_` variables that are no settings. */
export const otherVariables: readonly string[] = ['GALLEY_LOG'];

export interface CommandSettings extends LoadedSettings {
  readonly files: ConfigFiles;
}

/** What was given to this run alone. */
export interface GivenSettings extends Pick<SettingSources, 'flags' | 'inputs'> {
  /** Operator file to read instead of the user's. */
  readonly config: string | undefined;
}

/**
 * Settings of a command from its flags, the environment and both files.
 *
 * @param place where the repository's `.galley.yml` is
 * @param environment default: that of this process
 */
export async function settingsOf(
  command: Command,
  place: RepositoryConfiguration,
  environment: SettingSources['environment'] = process.env,
): Promise<CommandSettings> {
  const flags = readFlags(command);
  refuseContradiction(flags);
  return settingsFrom({ flags, config: command.opts<{ config?: string }>().config }, place, environment);
}

/** The same for an entry without a command line. */
export async function settingsFrom(
  { config, ...given }: GivenSettings,
  place: RepositoryConfiguration,
  environment: SettingSources['environment'] = process.env,
): Promise<CommandSettings> {
  const found = await readConfigFiles({
    operatorPath: config === undefined ? join(directories.config, 'config.yml') : resolve(config),
    isOperatorFileRequired: config !== undefined,
    repositoryRoot: place.from === 'folder' ? place.root : undefined,
  });
  const files = place.from === 'folder' ? found : { ...found, repository: place.file };
  const sources = { ...given, environment, otherVariables, ...files };
  return { ...(await loadSettings(sources)), files };
}

/** Variables and files that name a model give way to `--no-model`: they stand there for other runs too. */
function refuseContradiction(flags: GivenFlags): void {
  if (flags.noModel !== true) return;
  const [named] = [flags.model && '--model', flags.modelFile && '--model-file'].filter(Boolean);
  if (named === undefined) return;
  throw new GalleyError('invalid-usage', {
    what: `--no-model and ${named} can't be used together`,
    why: 'One asks no model, the other names the one to ask.',
    todo: 'Leave out one of them.',
  });
}

/** The same from wherever the command was started; outside of a repository without a `.galley.yml`. */
export async function settingsHere(command: Command): Promise<CommandSettings> {
  return settingsOf(command, { from: 'folder', root: await rootHere() });
}

/** Top folder of the working tree that the command was started in; undefined outside of one. */
export async function rootHere(): Promise<string | undefined> {
  const { findRepository } = await import('../../git/find-repository.ts');
  const git = { cwd: process.cwd(), env: process.env, signal: undefined, onProcess: undefined };
  const repository = await findRepository(git).catch(noRepository);
  return repository?.root;
}

function noRepository(error: unknown): undefined {
  if (isGalleyError(error) && (error.code === 'not-a-repository' || error.code === 'git-missing'))
    return undefined;
  throw error;
}
