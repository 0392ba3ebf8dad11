import { describe, expect, it } from 'vitest';
import { unknownAmong } from './known-variables.ts';
import { readDeploy } from './read-deploy.ts';

const unit = readDeploy('galley.service');

describe('galley.service', () => {
  it('tells Galley nothing that it does not know', () => {
    const names = [...unit.matchAll(/^Environment=(.+)$/gm)].flatMap(([, pairs = '']) =>
      pairs.split(' ').map((pair) => pair.split('=')[0] ?? ''),
    );
    expect(names).toEqual(expect.arrayContaining(['GALLEY_DATA', 'PRIVATE_KEY_PATH', 'WEBHOOK_SECRET_FILE']));
    expect(unknownAmong(names)).toEqual([]);
  });

  it('has an example of its file that says nothing unknown either', () => {
    const names = [...readDeploy('galley.env.example').matchAll(/^#?([A-Z_]+)=/gm)].map(
      ([, name = '']) => name,
    );
    expect(names).toContain('APP_ID');
    expect(unknownAmong(names)).toEqual([]);
  });

  it('leaves the sandbox of suggested tests possible', () => {
    const set = new Set([...unit.matchAll(/^([A-Za-z]+)=/gm)].map(([, name]) => name));
    for (const name of [
      'RestrictNamespaces',
      'ProtectKernelTunables',
      'ProtectKernelLogs',
      'ProtectControlGroups',
      'MemoryDenyWriteExecute',
    ])
      expect(set, name).not.toContain(name);
    expect(unit).toMatch(/^Delegate=memory pids$/m);
    expect(unit).toMatch(/^SystemCallFilter=.*@mount/m);
    expect(unit).toMatch(/^RestrictAddressFamilies=.*AF_NETLINK/m);
  });
});
