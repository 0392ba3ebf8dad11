import type { LoadedSettings } from '../../../config/load-settings.ts';
import type { Log } from '../../../log.ts';
import { openModel } from '../../cli/open-model.ts';
import type { Terminal } from '../../cli/terminal.ts';

/**
 * Whether the model that the operator configured answers and would be used: a server that has it, local, with its window.
 * It is asked where nobody knows yet what its server can do.
 */
export async function lookAtModel(
  loaded: LoadedSettings,
  terminal: Terminal,
  log: Log,
  signal: AbortSignal,
): Promise<string> {
  const model = await openModel(loaded, terminal, log);
  try {
    const { name, server } = await model.describe(signal);
    return `${name} at ${server.address}`;
  } finally {
    await model.close();
  }
}
