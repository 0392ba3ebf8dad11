import type { LoadedSettings } from '../../config/load-settings.ts';
import type { Log } from '../../log.ts';
import type { Model } from '../../review/ports.ts';
import { lazyModel } from './lazy-model.ts';
import type { Terminal } from './terminal.ts';

/** The model that the operator configured, opened by its first use. */
export function openLazyModel(loaded: LoadedSettings, terminal: Terminal, log: Log): Model {
  return lazyModel(async () => {
    const { openModel } = await import('./open-model.ts');
    return openModel(loaded, terminal, log);
  });
}
