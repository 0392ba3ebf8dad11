import { expect, test } from 'vitest';
import { parseProcesses } from '../../../src/run/sandbox/process-tree-group.ts';
import { seatbeltProfile } from '../../../src/run/sandbox/seatbelt-profile.ts';

test('the profile denies all but what it names, and names the network nowhere', () => {
  const profile = seatbeltProfile(
    { readable: ['/Users/me/p "1"'], writable: ['/tmp/scratch'] },
    ['/Users/me/.nvm/node'],
    '/tmp/own',
  );
  const lines = profile.split('\n');
  expect(lines.slice(0, 2)).toEqual(['(version 1)', '(deny default)']);
  expect(profile).not.toContain('network');
  expect(profile).toContain('(subpath "/Users/me/p \\"1\\"")');
  const writes = lines.filter((line) => line.includes('file-write*'));
  expect(writes).toEqual(['(allow file-write* (subpath "/tmp/scratch") (subpath "/tmp/own"))']);
});

test('the output of ps is read, whatever else stands in it', () => {
  expect(parseProcesses('    1     0     1   9000\n  42     1    42     16\nbroken line\n')).toEqual([
    { pid: 1, parent: 0, group: 1, memoryBytes: 9_216_000 },
    { pid: 42, parent: 1, group: 42, memoryBytes: 16_384 },
  ]);
});
