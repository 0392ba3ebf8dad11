import { readPreparedRunner, type PreparedRunner } from '../commands/prepared-runner.ts';
import type { AppConfiguration } from './app-configuration.ts';

/** What the operator has prepared for suggested tests; undefined: nothing. Throws GalleyError `invalid-config`. */
export function preparedOf({
  loaded,
  folders,
}: Pick<AppConfiguration, 'loaded' | 'folders'>): PreparedRunner | undefined {
  const { runner, runnerInstall } = loaded.settings;
  const named = { GALLEY_RUNNER: runner, GALLEY_RUNNER_INSTALL: runnerInstall };
  return readPreparedRunner(named, folders);
}
