import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { GalleyError } from '../../../errors.ts';
import { readDuration } from '../../../config/read-duration.ts';
import type { RegisteredApp } from '../../../github/app/convert-manifest.ts';
import { listenForStop } from '../../cli/listen-for-stop.ts';
import { terminalOf } from '../../cli/terminal.ts';
import type { AppDescription } from './app-manifest.ts';
import { openSecretFile, type SecretFile } from './keep-credentials.ts';
import { readDescription, type DescriptionFlags } from './read-description.ts';
import { readPlace } from './read-place.ts';
import { registerApp } from './register-app.ts';

interface CreateFlags extends DescriptionFlags {
  readonly organization?: string;
  readonly output?: string;
  readonly port?: string;
  readonly wait?: string;
  readonly force?: boolean;
}

/** `galley app create`. Returns the exit code. */
export async function createApp(command: Command): Promise<number> {
  const terminal = terminalOf(command);
  const flags = command.opts<CreateFlags>();
  const app = readDescription(flags);
  const [port, wait] = [readPort(flags.port), readWait(flags.wait ?? '30m')];
  const forge = await readPlace(terminal);
  const stop = listenForStop();
  let file: SecretFile | undefined;
  try {
    file = await openSecretFile(resolve(terminal.cwd, flags.output ?? 'galley.env'), flags.force === true);
    const made = await registerApp({
      ...{ app, forge, file, port, signal: stop.signal, waitMs: readDuration(wait) },
      organisation: flags.organization,
      onReady: (url) => terminal.out(invite(url, wait)),
    });
    terminal.out(tell(app, made, file.path));
    return 0;
  } finally {
    await file?.drop();
    stop.release();
  }
}

function invite(url: string, wait: string): string {
  const { port } = new URL(url);
  return `Open this page in a browser on this machine, and press its button. It is there for ${wait}:

   ${url}

Is the browser on another machine? Run this there first, and leave it running:

   ssh -N -L ${port}:127.0.0.1:${port} ${hostname()}

`;
}

function tell({ url }: AppDescription, { slug, page }: RegisteredApp, file: string): string {
  const quoted = /^[\w./@+-]+$/.test(file) ? file : `'${file.replaceAll("'", String.raw`'\''`)}'`;
  return `Made: the GitHub App ${slug}, ${page}
Its number, private key and webhook secret are in ${file}, which only you can read.

1. Install it on repositories: ${page}/installations/new

2. Start the server, which GitHub must reach at ${url}:

set -a; . ${quoted}; set +a
export GALLEY_MODEL=…               # galley models lists what there is
galley serve --check && galley serve

systemd reads the file by EnvironmentFile=, containers by --env-file.
`;
}

function readPort(text = '0'): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65_536) return Number(text);
  throw new GalleyError('invalid-usage', {
    what: '--port is no number of a port',
    why: 'It lies between 1 and 65535.',
    todo: '--port 8123',
  });
}

function readWait(text: string): string {
  if (/^[1-9]\d{0,3}[smh]$/.test(text) && readDuration(text) <= readDuration('24h')) return text;
  throw new GalleyError('invalid-usage', {
    what: '--wait is no time',
    why: 'It is at most a day, such as 90s, 30m or 2h.',
    todo: '--wait 30m',
  });
}
