import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  appEvents,
  appPermissions,
  registrationAddress,
  renderManifest,
} from '../../../../src/entry/app/register/app-manifest.ts';

const app = { name: 'Galley of "Olga"', url: 'https://galley.example.org' };

describe('renderManifest', () => {
  const text = renderManifest(app);
  const manifest = parse(text) as Record<string, unknown>;

  it('is what Probot and GitHub read', () => {
    expect(manifest).toMatchObject({
      name: 'Galley of "Olga"',
      url: 'https://galley.example.org',
      hook_attributes: { url: 'https://galley.example.org/api/github/webhooks' },
      default_events: appEvents,
      public: false,
    });
  });

  it('S6: gives no right to change code, and a reason for each right it gives', () => {
    const permissions = manifest['default_permissions'];
    expect(permissions).toEqual({
      ...{ metadata: 'read', contents: 'read', pull_requests: 'write', checks: 'write', issues: 'read' },
    });
    for (const { name } of appPermissions) expect(text).toMatch(new RegExp(`^  ${name}: \\w+ +# \\w+`, 'm'));
  });

  it('asks for each event that means something, but for those that come unasked', () => {
    expect(appEvents).toEqual([
      ...['pull_request', 'check_suite', 'check_run', 'issue_comment'],
      ...['pull_request_review_comment', 'pull_request_review_thread'],
    ]);
  });
});

describe('registrationAddress', () => {
  it('has everything filled in', () => {
    const { origin, pathname, searchParams } = new URL(
      registrationAddress(app, 'https://github.com', undefined),
    );
    expect(origin + pathname).toBe('https://github.com/settings/apps/new');
    expect(searchParams.getAll('events[]')).toEqual(appEvents);
    expect(searchParams.get('contents')).toBe('read');
    expect(searchParams.get('name')).toBe(app.name);
  });

  it('is that of an organisation on its own server', () => {
    const address = registrationAddress(app, 'https://ghe.example.org', 'a/b');
    expect(address).toMatch(/^https:\/\/ghe\.example\.org\/organizations\/a%2Fb\/settings\/apps\/new\?/);
  });
});
