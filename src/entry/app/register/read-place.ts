import { settingsFrom } from '../../cli/command-settings.ts';
import type { Terminal } from '../../cli/terminal.ts';
import { readForge, type ForgePlace } from '../settings/read-app-settings.ts';

/** Where the app is to be: the forge that the environment or the operator's file names, else GitHub. */
export async function readPlace({ env }: Terminal): Promise<ForgePlace> {
  const { settings } = await settingsFrom(
    { flags: {}, config: undefined },
    { from: 'folder', root: undefined },
  );
  return readForge(env, settings.forge);
}
