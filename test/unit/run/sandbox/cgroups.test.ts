import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { locateCgroup } from '../../../../src/run/sandbox/cgroup/find-own-cgroup.ts';
import { isOwnProcess } from '../../../../src/run/sandbox/cgroup/is-own-process.ts';
import { limitByCgroups } from '../../../../src/run/sandbox/cgroup/limit-by-cgroups.ts';
import { openDelegation } from '../../../../src/run/sandbox/cgroup/open-delegation.ts';
import type { Enclosure } from '../../../../src/run/sandbox/enclosure.ts';
import type { SandboxCommand } from '../../../../src/run/sandbox/sandbox.ts';

describe('the group of a process', () => {
  const line = (root: string, place: string): string =>
    `29 23 0:26 ${root} ${place} rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate`;
  const scope = '/user.slice/user-1000.slice/user@1000.service/app.slice/run-1.scope';

  it.each([
    ['systemd', `0::${scope}\n`, line('/', '/sys/fs/cgroup'), `/sys/fs/cgroup${scope}`],
    ['a container with groups of its own', '0::/\n', line('/', '/sys/fs/cgroup'), '/sys/fs/cgroup'],
    [
      'both versions',
      '4:memory:/x\n0::/y\n',
      line('/', '/sys/fs/cgroup/unified'),
      '/sys/fs/cgroup/unified/y',
    ],
    ['a part of the tree', '0::/docker/1/a\n', line('/docker/1', '/cg'), '/cg/a'],
    ['a blank in its name', '0::/a b\n', line('/', '/c\\040g'), '/c g/a b'],
    ['version 1 alone', '4:memory:/x\n', line('/', '/sys/fs/cgroup'), undefined],
    ['a tree that is not mounted', '0::/x\n', '29 23 0:26 / /sys rw - sysfs sysfs rw', undefined],
    ['a part that it is not in', '0::/other\n', line('/docker/1', '/cg'), undefined],
    ['a group outside of what can be seen', '0::/../other\n', line('/', '/cg'), undefined],
  ])('is found: %s', (_, cgroup, mountinfo, folder) => {
    expect(locateCgroup(cgroup, `23 1 0:21 / /proc rw - proc proc rw\n${mountinfo}\n`)).toBe(folder);
  });
});

let own: string;
beforeEach(() => {
  own = mkdtempSync(join(tmpdir(), 'cgroup-'));
  write('cgroup.type', 'domain\n');
  write('cgroup.controllers', 'cpu io memory pids\n');
  write('cgroup.procs', '100\n101\n');
  write('cgroup.subtree_control', '');
});
afterEach(() => rmSync(own, { recursive: true, force: true }));

const controllers = ['memory', 'pids'];
const ours = { controllers, isOurs: (pid: number) => pid === 100 || pid === 101 };
const self = `galley-${process.pid}-self`;

describe('a group that was delegated', () => {
  it('hands memory and processes down, and holds nobody itself', () => {
    expect(openDelegation(own, ours)).toEqual({ folder: own, controllers });
    expect(read('cgroup.subtree_control')).toBe('+memory +pids');
    expect(read(`${self}/cgroup.procs`)).toBe('101');
  });

  it('may hold everybody when it is the topmost', () => {
    rmSync(join(own, 'cgroup.type'));
    expect(openDelegation(own, { ...ours, isOurs: () => false })).toEqual({ folder: own, controllers });
    expect(existsSync(join(own, self))).toBe(false);
  });

  it('is rid of groups that killed runs left, and of no others', () => {
    const gone = 2 ** 30;
    for (const name of [`galley-${gone}-1`, `galley-${gone}-self`, 'galley-1-1', 'other'])
      mkdirSync(join(own, name));
    openDelegation(own, ours);
    expect(readdirSync(own).filter((name) => !name.startsWith('cgroup.'))).toEqual([
      'galley-1-1',
      self,
      'other',
    ]);
  });

  it('is none, for a reason', () => {
    const why = (folder: string | undefined, options = ours): unknown => openDelegation(folder, options);
    expect(why(undefined)).toEqual({ why: 'there is no cgroup v2 here' });
    expect(why(own, { ...ours, isOurs: (pid) => pid === 100 })).toEqual({
      why: expect.stringMatching(/^other programs share its cgroup: systemd-run .*Delegate=yes/) as string,
    });
    write('cgroup.controllers', 'cpu pids\n');
    expect(why(own)).toEqual({ why: 'cgroup v2 does not hand down memory here' });
    expect(why(join(own, 'gone'))).toMatchObject({ why: expect.stringContaining('ENOENT') as string });
    expect(readdirSync(own)).not.toContain(self);
  });

  it('is left as it was where the controllers cannot be had', () => {
    rmSync(join(own, 'cgroup.subtree_control'));
    mkdirSync(join(own, 'cgroup.subtree_control'));
    expect(openDelegation(own, ours)).toMatchObject({ why: expect.stringContaining('EISDIR') as string });
    expect(read('cgroup.procs')).toMatch(/^(100\n)?101\n?$/);
  });
});

test('processes of this one are its own, others are not', () => {
  expect([process.pid, process.ppid, 1, 0, 2 ** 30].map(isOwnProcess)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

const limits = { ms: 1, outputBytes: 1, memoryBytes: 1_000, processes: 5, diskBytes: 24 };
const command = { argv: ['true'], limits } as unknown as SandboxCommand;

/** Of a command `/bin/true x`; says what it was asked to end. */
function plainEnclosure(asked: string[]): Enclosure {
  const group = {
    kill: () => asked.push('kill'),
    sweep: () => Promise.resolve(void asked.push('sweep')),
    count: () => 3,
    usage: () => undefined,
  };
  return {
    level: 'none',
    promise: '',
    wrap: async () => ({
      file: '/bin/true',
      args: ['x'],
      env: {},
      cwd: '/',
      group: () => group,
      remove: () => Promise.resolve(void asked.push('remove')),
    }),
  };
}

describe('a command in a group of its own', () => {
  it('enters it before it starts, and finds its limits there', async () => {
    const { file, args } = await limitByCgroups(plainEnclosure([]), { folder: own, controllers }).wrap(
      command,
    );
    const group = groups()[0] ?? '';
    expect(file).toBe('/bin/sh');
    expect(args.slice(-3)).toEqual([join(own, group, 'cgroup.procs'), '/bin/true', 'x']);
    expect(read(`${group}/memory.max`)).toBe('1024');
    expect(read(`${group}/pids.max`)).toBe('320');
  });

  it('is told from others that run at the same time', async () => {
    const limited = limitByCgroups(plainEnclosure([]), { folder: own, controllers });
    await Promise.all([limited.wrap(command), limited.wrap(command)]);
    expect(groups()).toHaveLength(2);
  });

  it('is killed as one where the kernel can, else as without a group', async () => {
    const asked: string[] = [];
    const wrapped = await limitByCgroups(plainEnclosure(asked), { folder: own, controllers }).wrap(command);
    const group = wrapped.group(1);
    group.kill();
    await group.sweep();
    expect(asked).toEqual(['kill', 'sweep']);
    write(`${groups()[0]}/cgroup.kill`, '');
    group.kill();
    expect(read(`${groups()[0]}/cgroup.kill`)).toBe('1');
    expect(asked).toEqual(['kill', 'sweep']);
    expect(group.count()).toBe(3);
  });

  it.each([
    ['memory.events', 'low 0\noom 4\noom_kill 1\noom_group_kill 0\n', 'memory'],
    ['memory.events', 'low 0\noom 4\noom_kill 0\n', ''],
    ['pids.events', 'max 2\n', 'processes'],
    ['pids.events', 'max 0\n', ''],
  ])('tells by %s which limit the kernel kept', async (file, text, stopped) => {
    const wrapped = await limitByCgroups(plainEnclosure([]), { folder: own, controllers }).wrap(command);
    write(`${groups()[0]}/${file}`, text);
    expect(wrapped.group(1).exceeded?.()).toBe(stopped);
  });

  it('takes its group away with what else was made', async () => {
    const asked: string[] = [];
    const wrapped = await limitByCgroups(plainEnclosure(asked), { folder: own, controllers: [] }).wrap(
      command,
    );
    expect(groups()).toHaveLength(1);
    await wrapped.remove?.();
    expect([groups(), asked]).toEqual([[], ['remove']]);
  });

  it('leaves nothing behind where its group cannot be made', async () => {
    const asked: string[] = [];
    const limited = limitByCgroups(plainEnclosure(asked), { folder: join(own, 'gone'), controllers });
    await expect(limited.wrap(command)).rejects.toThrow('ENOENT');
    expect(asked).toEqual(['remove']);
  });
});

function groups(): string[] {
  return readdirSync(own).filter((name) => /^galley-\d+-\d+$/.test(name));
}

function read(name: string): string {
  return readFileSync(join(own, name), 'utf8');
}

function write(name: string, text: string): void {
  writeFileSync(join(own, name), text);
}
