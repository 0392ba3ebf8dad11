import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { GalleyError } from '../../../errors.ts';
import { terminalOf, type Terminal } from '../../cli/terminal.ts';
import { registrationAddress, renderManifest, type AppDescription } from './app-manifest.ts';
import { readPlace } from './read-place.ts';
import { readDescription, type DescriptionFlags } from './read-description.ts';

interface InitFlags extends DescriptionFlags {
  readonly organization?: string;
  readonly force?: boolean;
}

/** `galley app init`. Returns the exit code. */
export async function initApp(command: Command): Promise<number> {
  const terminal = terminalOf(command);
  const flags = command.opts<InitFlags>();
  const app = readDescription(flags);
  const path = resolve(terminal.cwd, 'app.yml');
  const { server } = await readPlace(terminal);
  await writeManifest(path, renderManifest(app), flags.force === true);
  terminal.out(tell(app, path, registrationAddress(app, server, flags.organization), terminal));
  return 0;
}

function tell({ url }: AppDescription, path: string, address: string, { env }: Terminal): string {
  const host = env['GHE_HOST'];
  const forge = host === undefined || host === '' ? '' : `export GHE_HOST=${host}\n`;
  return `Written: ${path}, which says what the app may do and why.

1. Open this page, and press "Create GitHub App":
   ${address}
   Before that, set there as "Webhook secret" what this prints: openssl rand -hex 32

2. On the page of the new app, press "Generate a private key", then install the app.

3. Start the server, which GitHub must reach at ${url}:

export APP_ID=…                     # "App ID", at the top of the page of the app
export PRIVATE_KEY_PATH=FILE.pem    # what was downloaded
export WEBHOOK_SECRET=…             # what openssl printed
export GALLEY_MODEL=…               # galley models lists what there is
${forge}galley serve --check && galley serve
`;
}

async function writeManifest(path: string, text: string, isForced: boolean): Promise<void> {
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before === text) return;
  if (before !== undefined && !isForced)
    throw new GalleyError('cannot-write', {
      what: `${path} is there already`,
      why: 'It says something else than what would be written.',
      todo: 'galley app init --force writes over it',
    });
  await writeFile(path, text).catch((error: unknown) => {
    throw new GalleyError('cannot-write', {
      what: `${path} can't be written`,
      why: `${(error as Error).message}.`,
      cause: error,
    });
  });
}
