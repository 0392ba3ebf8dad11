import {
  chmodSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { plainUser } from '../as-plain-user.ts';
import { prepareDrivers, startDriver, users, type Drivers } from './start-driver.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'killed-')));
let drivers: Drivers;

beforeAll(async () => {
  chmodSync(folder, 0o755);
  if (process.platform === 'linux') drivers = await prepareDrivers(folder);
});

const levels = ['bubblewrap', 'namespaces'] as const;
const cases = levels.flatMap((level) => users.map((user) => ({ level, user })));

test.for(cases)('$level as $user: killing Galley leaves nothing behind', async ({ level, user }, context) => {
  if (process.platform !== 'linux') context.skip('not Linux');
  const scratch = join(folder, `${level}-${user.replace(' ', '-')}`);
  mkdirSync(scratch);
  if (user === 'plain user' && process.getuid?.() === 0) lchownSync(scratch, plainUser, plainUser);
  const marker = `galley-killed-${process.pid}-${level}-${user.replace(' ', '-')}`;
  const job = {
    name: 'runs for ever',
    argv: ['sh', '-c', `setsid sh -c 'sleep 1000; :' ${marker} & sleep 1000; :`, marker],
    cwd: scratch,
    readable: [],
    writable: [scratch],
    env: {},
    limits: { ms: 60_000, outputBytes: 1000, memoryBytes: 1e9, processes: 50, diskBytes: 1e7 },
  };
  const input = { level, temporary: folder, jobs: [job] };
  const driver = startDriver(drivers, input, { user, env: {}, open: '/dev/null' });
  const parts: Buffer[] = [];
  driver.stdout?.on('data', (part: Buffer) => parts.push(part));
  const isOver = new Promise<'over'>((resolve) => driver.once('close', () => resolve('over')));
  while (marked(marker).length < 2) {
    const first = await Promise.race([isOver, wait(20)]);
    if (first === 'over') context.skip(`${level} as ${user}: ${Buffer.concat(parts).toString()}`);
  }
  driver.kill('SIGKILL');
  await isOver;
  for (let round = 0; round < 200 && marked(marker).length > 0; round++) await wait(20);
  expect(marked(marker)).toEqual([]);
});

/** Command lines of processes inside, which the driver's own is not. */
function marked(marker: string): string[] {
  const lines = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((id) => {
      try {
        return readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    });
  return lines.filter((line) => line.startsWith('sh -c') && line.includes(marker));
}
