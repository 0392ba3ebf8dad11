import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { locateCgroup } from '../../../src/run/sandbox/cgroup/find-own-cgroup.ts';
import { plainUser } from '../as-plain-user.ts';
import type { DriverJob, DriverOutput } from './sandbox-driver.ts';
import { prepareDrivers, readDriver, startDriver, users, type Drivers, type User } from './start-driver.ts';

/** The topmost group of this machine, as far as it can be seen. */
const top = isLinux() ? locateCgroup('0::/', readFileSync('/proc/self/mountinfo', 'utf8')) : undefined;
const handedDown = top === undefined ? '' : read(top, 'cgroup.subtree_control');

/** Machines that have memory and pids in version 1 still have groups, which are entered, killed and removed all the same. */
const hasLimits = /\bmemory\b/.test(handedDown) && /\bpids\b/.test(handedDown);
const controllers = hasLimits ? ['memory', 'pids'] : [];

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cgroups-')));
const limits = { ms: 20_000, outputBytes: 1000, memoryBytes: 3e8, processes: 50, diskBytes: 1e7 };
let drivers: Drivers;

beforeAll(async () => {
  chmodSync(folder, 0o755);
  if (top !== undefined) drivers = await prepareDrivers(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const levels = ['bubblewrap', 'namespaces', 'none'] as const;
/** As with users: who may not write to the topmost group cannot play the one who delegates. */
const cases =
  top !== undefined && isWritable(top)
    ? levels.flatMap((level) => users.map((user) => ({ level, user })))
    : [];

test('the topmost group is one, where there is one', () => {
  if (top !== undefined) expect(readdirSync(top)).toContain('cgroup.subtree_control');
});

describe.each(cases)('$level as $user, in a group that was delegated', ({ level, user }) => {
  const scratch = join(folder, `${level}-${user.replace(' ', '-')}`);

  test('a command runs in a group of its own, which is gone afterwards', async (context) => {
    const unit = delegatedGroup(context, user);
    const run = drive(unit, { argv: ['sh', '-c', 'while ! [ -e go ]; do sleep 0.02; done; echo done'] });
    const group = await waitForGroup(unit, run.output, context);
    expect(processesIn(group).length).toBeGreaterThan(0);
    expect(processesIn(unit)).toEqual([]);
    if (hasLimits) {
      expect(read(group, 'memory.max')).toBe(String(4096 * Math.floor(3.1e8 / 4096)));
      expect(read(group, 'pids.max')).toBe('800');
    }
    mkdirSync(join(scratch, 'go'));
    const { results } = await run.output;
    expect(results['job']).toMatchObject({ exitCode: 0, stopped: '', stdout: 'done\n' });
    expect(existsSync(group)).toBe(false);
    expect(groupsIn(unit)).toEqual([expect.stringMatching(/^galley-\d+-self$/)]);
  });

  // In namespaces of its own a command's processes end with the first of them, group or not.
  if (level !== 'none') return;

  test('what it leaves behind under another name ends with it', async (context) => {
    const unit = delegatedGroup(context, user);
    // Without its environment no watchdog knows it any more.
    const argv = ['sh', '-c', 'env -i setsid sh -c "while :; do echo >> beat; sleep 0.02; done" & sleep 0.3'];
    const { results } = skipIfMissing(context, await drive(unit, { argv }).output);
    expect(results['job']).toMatchObject({ exitCode: 0 });
    const beats = readFileSync(join(scratch, 'beat'), 'utf8').length;
    expect(beats).toBeGreaterThan(0);
    await wait(200);
    expect(readFileSync(join(scratch, 'beat'), 'utf8')).toHaveLength(beats);
    expect(groupsIn(unit)).toEqual([expect.stringMatching(/^galley-\d+-self$/)]);
  });

  test('one that runs too long is killed with all that it started', async (context) => {
    const unit = delegatedGroup(context, user);
    const argv = ['sh', '-c', 'setsid sleep 1000 & sleep 1000'];
    const output = await drive(unit, { argv, limits: { ...limits, ms: 500 } }).output;
    const { results } = skipIfMissing(context, output);
    expect(results['job']).toMatchObject({ exitCode: null, stopped: 'time' });
    expect(groupsIn(unit)).toEqual([expect.stringMatching(/^galley-\d+-self$/)]);
  });

  function drive(unit: string, job: Pick<DriverJob, 'argv'> & Partial<DriverJob>) {
    rmSync(scratch, { recursive: true, force: true });
    mkdirSync(scratch);
    const temporary = join(scratch, 'temporary');
    mkdirSync(temporary);
    if (user === 'plain user' && process.getuid?.() === 0)
      for (const path of [scratch, temporary]) lchownSync(path, plainUser, plainUser);
    const jobs = [{ name: 'job', cwd: scratch, readable: [], writable: [scratch], env: {}, limits, ...job }];
    const start = { user, env: {}, open: '/dev/null', cgroup: unit };
    return {
      output: readDriver(startDriver(drivers, { level, temporary, controllers, jobs }, start)),
    };
  }
});

/** As systemd's `Delegate=yes` leaves one: a group that belongs to the user and holds nobody yet. */
function delegatedGroup(context: TestContext, user: User): string {
  const unit = mkdtempSync(join(top ?? '', 'galley-test-'));
  context.onTestFinished(() => {
    for (const name of groupsIn(unit)) rmdirSync(join(unit, name));
    rmdirSync(unit);
  });
  const id = user === 'root' ? 0 : plainUser;
  for (const name of ['.', 'cgroup.procs', 'cgroup.subtree_control']) chownSync(join(unit, name), id, id);
  return unit;
}

function groupsIn(unit: string): string[] {
  return readdirSync(unit).filter((name) => name.startsWith('galley-'));
}

function skipIfMissing(context: TestContext, output: DriverOutput): DriverOutput {
  if (output.missing !== '') context.skip(output.missing);
  return output;
}

function isLinux(): boolean {
  return process.platform === 'linux';
}

function isWritable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function waitForGroup(
  unit: string,
  output: Promise<DriverOutput>,
  context: TestContext,
): Promise<string> {
  let isOver = false;
  const over = (): void => void (isOver = true);
  output.then(over, over);
  for (;;) {
    const name = readdirSync(unit).find((entry) => /^galley-\d+-\d+$/.test(entry));
    if (name !== undefined && processesIn(join(unit, name)).length > 1) return join(unit, name);
    if (isOver) throw new Error(JSON.stringify(skipIfMissing(context, await output)));
    await wait(5);
  }
}

function processesIn(group: string): string[] {
  return read(group, 'cgroup.procs').split('\n').filter(Boolean);
}

function read(group: string, file: string): string {
  return readFileSync(join(group, file), 'utf8').trim();
}
