import type { LoadedSettings } from '../../../config/load-settings.ts';
import type { Log } from '../../../log.ts';
import { openModel } from '../../cli/open-model.ts';
import type { Terminal } from '../../cli/terminal.ts';
import type { ReadinessCheck } from './create-readiness.ts';

/** Whether the model that the operator configured answers and would be used: a server that has it, local, with its window. */
export function lookAtModel(loaded: LoadedSettings, terminal: Terminal, log: Log): ReadinessCheck {
  return async (signal) => {
    const model = await openModel(loaded, terminal, log);
    try {
      const { name, server } = await model.describe(signal);
      return `${name} at ${server.address}`;
    } finally {
      await model.close();
    }
  };
}
