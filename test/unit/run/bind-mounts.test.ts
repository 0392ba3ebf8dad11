import { expect, test } from 'vitest';
import { parseMountinfo, planBinds } from '../../../src/run/sandbox/bind-mounts.ts';
import { escapeFstab, unescapeFstab } from '../../../src/run/sandbox/escape-fstab.ts';

const mountinfo = [
  '22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw',
  '30 22 0:26 / /home rw,nosuid,noexec shared:2 - btrfs /dev/vdb rw',
  '31 22 0:27 / /usr/share/a\\040b ro,nosuid - squashfs /dev/loop0 ro',
  '',
].join('\n');

const mounts = parseMountinfo(mountinfo);
const folder = (path: string, isWritable = false) => ({ path, kind: 'folder', isWritable }) as const;

test('mounts are read, with their octal escapes', () => {
  expect(mounts).toEqual([
    { path: '/', noexec: false },
    { path: '/home', noexec: true },
    { path: '/usr/share/a b', noexec: false },
  ]);
});

test('parents come first; what lies below another bind needs no place of its own', () => {
  const node = { path: '/opt/node', kind: 'file', isWritable: false } as const;
  const plan = planBinds([folder('/usr/x', true), node, folder('/usr')], mounts, '/new');
  expect(plan.fstab).toEqual([
    '/opt/node /new/opt/node none rbind,ro,nosuid,nodev 0 0',
    '/usr /new/usr none rbind,ro,nosuid,nodev 0 0',
    '/usr/x /new/usr/x none rbind,rw,nosuid,nodev 0 0',
  ]);
  expect(plan.folders).toEqual(['/new/usr']);
  expect(plan.files).toEqual(['/new/opt/node']);
});

test('flags that a user namespace may not take away are kept', () => {
  expect(planBinds([folder('/home/me/p')], mounts, '/new').fstab).toEqual([
    '/home/me/p /new/home/me/p none rbind,ro,nosuid,nodev,noexec 0 0',
  ]);
});

test('mounts inside of a read-only bind are made read-only too, those in a writable one are not', () => {
  const { remounts } = planBinds([folder('/usr')], mounts, '/new');
  expect(remounts).toEqual([{ path: '/new/usr/share/a b', options: 'remount,bind,ro,nosuid,nodev' }]);
  expect(planBinds([folder('/usr'), folder('/usr/share', true)], mounts, '/new').remounts).toEqual([]);
});

test('what lies elsewhere outside is shown at its own place, with the mounts of where it lies', () => {
  const image = { ...folder('/usr'), source: '/home/image/usr' };
  const below = [...mounts, { path: '/home/image/usr/lib', noexec: false }];
  expect(planBinds([image], below, '/new')).toEqual({
    folders: ['/new/usr'],
    files: [],
    fstab: ['/home/image/usr /new/usr none rbind,ro,nosuid,nodev,noexec 0 0'],
    remounts: [{ path: '/new/usr/lib', options: 'remount,bind,ro,nosuid,nodev' }],
  });
});

test('names of similar beginnings are not inside each other', () => {
  expect(planBinds([folder('/usr'), folder('/usr2')], mounts, '/new').folders).toEqual([
    '/new/usr',
    '/new/usr2',
  ]);
});

test.each(['/a b', '/a\tb', '/a\\b', '/a#b', '/plain', '/a\\040b'])(
  '%j survives a table of mounts',
  (path) => {
    expect(escapeFstab(path)).not.toMatch(/[\s#]/);
    expect(unescapeFstab(escapeFstab(path))).toBe(path);
  },
);
