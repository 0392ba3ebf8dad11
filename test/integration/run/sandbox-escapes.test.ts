import { createSocket } from 'node:dgram';
import {
  chmodSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SandboxResult } from '../../../src/run/sandbox/sandbox.ts';
import { plainUser } from '../as-plain-user.ts';
import { attacks, attempts } from './sandbox-attempts.ts';
import type { DriverOutput } from './sandbox-driver.ts';
import { prepareDrivers, readDriver, startDriver, users, type Drivers, type User } from './start-driver.ts';

/** In a home, in the environment and in a file that is open: what must stay outside. */
const secret = 'canary-f3a9d1c7';

/** Marks processes by an argument that is found nowhere else. */
const marker = `galley-left-behind-${process.pid}`;

const mebibyte = 1024 * 1024;
const limits = {
  ms: 20_000,
  outputBytes: 200_000,
  memoryBytes: 600 * mebibyte,
  processes: 60,
  diskBytes: 40 * mebibyte,
};

const isLinux = process.platform === 'linux';
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'escapes-')));
const at = {
  home: join(folder, 'home'),
  repository: join(folder, 'a repository #1'),
  temporary: join(folder, 'temporary'),
  socket: join(folder, 'home', 'service.sock'),
};
const heard = { tcp: 0, udp: 0, unix: 0, abstract: 0 };
const closers: (() => void)[] = [];
let ports = { tcp: 0, udp: 0 };
let drivers: Drivers;

beforeAll(async () => {
  if (!isLinux) return;
  chmodSync(folder, 0o755);
  drivers = await prepareDrivers(folder);
  const files = { '.ssh/id_ed25519': secret, '.gitconfig': '[user]\n' };
  lay(at.home, files);
  lay(at.repository, {
    'src/cart.ts': 'original',
    '.git/config': '[core]\n',
    '.git/hooks/sample': 'original',
    'node_modules/left/index.js': 'original',
  });
  mkdirSync(at.temporary);
  ports = { tcp: await listen('tcp', 0), udp: await listenUdp() };
  await listen('unix', at.socket);
  await listen('abstract', `\0${marker}`);
});

afterAll(() => {
  closers.forEach((close) => close());
  rmSync(folder, { recursive: true, force: true });
});

const levels = ['bubblewrap', 'namespaces', 'none'] as const;
const cases = levels.flatMap((level) => users.map((user) => ({ level, user })));

describe.skipIf(!isLinux).each(cases)('$level as $user', ({ level, user }) => {
  const isLocked = level !== 'none';
  const scratch = join(folder, `scratch-${level}-${user.replace(' ', '-')}`);
  let output: DriverOutput;
  let before: typeof heard;

  beforeAll(async () => {
    mkdirSync(scratch);
    before = { ...heard };
    // All is theirs: nothing but the sandbox is in the way.
    giveTo(user, folder);
    const start = { user, env: { SERVICE_TOKEN: secret }, open: join(at.home, '.ssh/id_ed25519') };
    const around = { ...at, scratch, ...ports, abstract: marker, marker, limits };
    const jobs = isLocked ? [...attempts(around), ...attacks(around)] : attempts(around);
    output = await readDriver(startDriver(drivers, { level, temporary: at.temporary, jobs }, start));
  }, 120_000);

  const attempt = (name: string, check: (result: SandboxResult) => void | Promise<void>) =>
    test(name, async (context) => {
      if (output.missing !== '') context.skip(`${level} as ${user}: ${output.missing}`);
      const result = output.results[name];
      if (result === undefined) throw new Error(`${name}: ${output.failures[name] ?? 'not run'}`);
      await check(result);
    });

  attempt('what it is for works', ({ exitCode, stdout, stderr }) => {
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe('original written HOME LANG PATH PWD TMPDIR\n');
  });

  attempt('reads a secret in a home', ({ stdout }) => {
    expect(stdout.includes(secret)).toBe(!isLocked);
  });

  attempt('reads the environment of other processes', ({ stdout }) => {
    expect(stdout).toContain('self');
    expect(stdout.includes(secret)).toBe(!isLocked);
  });

  attempt('reads files that were open', ({ stdout }) => {
    expect(stdout).toBe('end of file\n');
  });

  attempt('connects to a service of the host', ({ stdout }) => {
    const [tcp = '', unix = '', abstract = ''] = stdout.trim().split(' ');
    if (!isLocked) expect([tcp, unix, abstract]).toEqual(['connected', 'connected', 'connected']);
    else expect([tcp, unix, abstract]).toEqual(['ECONNREFUSED', 'ENOENT', 'ECONNREFUSED']);
    const once = isLocked ? 0 : 1;
    expect(heard.tcp - before.tcp).toBe(once);
    expect(heard.unix - before.unix).toBe(once);
    expect(heard.abstract - before.abstract).toBe(once);
  });

  attempt('sends a datagram', async () => {
    await wait(50);
    expect(heard.udp - before.udp).toBe(isLocked ? 0 : 1);
  });

  attempt('leaves a process behind', async ({ exitCode, stdout }) => {
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'left\n' });
    const size = statSync(join(scratch, 'heartbeat')).size;
    await wait(300);
    expect(statSync(join(scratch, 'heartbeat')).size).toBe(size);
    expect(marked()).toEqual([]);
  });

  attempt('runs for ever, with a process behind', ({ stopped, exitCode, ms }) => {
    expect({ stopped, exitCode }).toEqual({ stopped: 'time', exitCode: null });
    expect(ms).toBeLessThan(10_000);
    expect(marked()).toEqual([]);
  });

  attempt('is interrupted', ({ stopped }) => {
    expect(stopped).toBe('interrupted');
    expect(marked()).toEqual([]);
  });

  attempt('prints gigabytes', ({ stopped, stdout }) => {
    expect(stopped).toBe('output');
    expect(stdout.length).toBeLessThanOrEqual(limits.outputBytes);
  });

  attempt('hogs memory', ({ stopped }) => {
    expect(stopped).toBe('memory');
  });

  attempt('writes one large file', ({ stopped }) => {
    expect(stopped).toBe('disk');
    expect(statSync(join(scratch, 'large')).size).toBeLessThanOrEqual(limits.diskBytes + mebibyte);
  });

  attempt('writes many files', ({ stopped }) => {
    expect(stopped).toBe('disk');
  });

  if (!isLocked) return;

  attempt('reads what the system keeps', ({ stdout }) => {
    expect(JSON.parse(stdout)).toEqual({
      '/etc/shadow': 'ENOENT',
      '/etc/ssh': 'ENOENT',
      '/var': 'ENOENT',
      '/run': 'ENOENT',
      '/home': 'ENOENT',
      '/sys': 'ENOENT',
      '/boot': 'ENOENT',
      '/dev/mem': 'ENOENT',
      '/dev/kmsg': 'ENOENT',
      [at.home]: 'ENOENT',
    });
  });

  attempt('looks a name up', ({ stdout }) => {
    expect(stdout).toMatch(/^(EAI_AGAIN|ENOTFOUND)\n$/);
  });

  attempt('has rights', ({ stdout }) => {
    expect(stdout).toContain('CapEff:\t0000000000000000');
    expect(stdout).toContain('CapPrm:\t0000000000000000');
    expect(stdout).toContain('NoNewPrivs:\t1');
  });

  attempt('makes mounts writable again', ({ stdout }) => {
    expect(stdout).toBe('refused refused refused refused\n');
  });

  attempt('writes into the repository', ({ stdout }) => {
    const tries = JSON.parse(stdout) as Record<string, string>;
    expect(new Set(Object.values(tries))).not.toContain('done');
    expect(Object.keys(tries)).toHaveLength(9);
    expect(readFileSync(join(at.repository, 'src/cart.ts'), 'utf8')).toBe('original');
    expect(readFileSync(join(at.repository, 'node_modules/left/index.js'), 'utf8')).toBe('original');
    expect(readFileSync(join(at.repository, '.git/config'), 'utf8')).toBe('[core]\n');
    expect(readdirSync(join(at.repository, '.git/hooks'))).toEqual(['sample']);
    expect(readFileSync(join(at.home, '.gitconfig'), 'utf8')).toBe('[user]\n');
  });

  attempt('changes the kernel', ({ stdout }) => {
    expect(stdout).toBe('EROFS EROFS\n');
  });

  attempt('signals and traces its parents', ({ stdout }) => {
    // That there is a result at all shows that whoever waits for it lives.
    expect(stdout).toBe('ESRCH ENOENT\n');
  });

  attempt('fills the temporary folder', ({ stdout, exitCode }) => {
    expect({ stdout, exitCode }).toEqual({ stdout: 'ENOSPC\n', exitCode: 0 });
  });

  attempt('forks without end', ({ stopped }) => {
    expect(stopped).toBe('processes');
    expect(marked()).toEqual([]);
  });

  test('is shown neither everything nor what is not there', (context) => {
    if (output.missing !== '') context.skip(`${level} as ${user}: ${output.missing}`);
    expect(output.failures).toEqual({
      'asks for everything': 'unsafe-path',
      'asks for what is not there': 'unsafe-path',
    });
  });
});

function lay(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function giveTo(user: User, root: string): void {
  if (process.getuid?.() !== 0) return;
  const id = user === 'root' ? 0 : plainUser;
  for (const name of ['.', ...readdirSync(root, { recursive: true, encoding: 'utf8' })])
    lchownSync(join(root, name), id, id);
}

async function listen(kind: 'tcp' | 'unix' | 'abstract', where: number | string): Promise<number> {
  const server = createServer((socket) => {
    heard[kind] += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server
      .once('error', reject)
      .listen(typeof where === 'number' ? { host: '127.0.0.1', port: where } : { path: where }, resolve);
  });
  closers.push(() => server.close());
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

async function listenUdp(): Promise<number> {
  const socket = createSocket('udp4', () => {
    heard.udp += 1;
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  closers.push(() => socket.close());
  return socket.address().port;
}

/** Command lines of processes with our mark that run anywhere on this machine. */
function marked(): string[] {
  const lines = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((id) => {
      try {
        return readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    });
  // The driver has been told the mark, too.
  return lines.filter((line) => line.includes(marker) && !line.includes('driver.mjs'));
}
