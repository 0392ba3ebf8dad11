import type { IndexPlace } from '../../git/staged/locate-index.ts';
import type { CommandSettings } from '../cli/command-settings.ts';
import type { Terminal } from '../cli/terminal.ts';

/** What a run of `galley docs` has settled before it begins. */
export interface DocsRun {
  readonly place: IndexPlace;
  readonly loaded: CommandSettings;
  readonly terminal: Terminal;
}
