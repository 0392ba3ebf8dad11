import type { LoadedSettings } from '../../../config/load-settings.ts';
import { readPreparedRunner, type KeptFolders, type PreparedRunner } from '../commands/prepared-runner.ts';

interface Configured {
  readonly loaded: LoadedSettings;
  readonly folders: KeptFolders;
}

/** What the operator has prepared for suggested tests; undefined: nothing. Throws GalleyError `invalid-config`. */
export function preparedOf({ loaded, folders }: Configured): PreparedRunner | undefined {
  const { runner, runnerInstall } = loaded.settings;
  const named = { GALLEY_RUNNER: runner, GALLEY_RUNNER_INSTALL: runnerInstall };
  return readPreparedRunner(named, folders);
}
