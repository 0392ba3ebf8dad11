import { describe, expect, it } from 'vitest';
import { explainFailure, statusOf } from '../../../src/github/explain-failure.ts';
import { neededPermission } from '../../../src/github/needed-permission.ts';
import { describeFailure } from '../../../src/errors.ts';

const root = 'https://api.github.test';
const asked = { method: 'POST', url: '/repos/{owner}/{repo}/pulls/{pull_number}/reviews' };

/** As octokit throws it. */
function answered(
  status: number,
  data: unknown,
  headers: Record<string, string> = {},
  path = '/repos/o/r/pulls/1/reviews',
) {
  return Object.assign(new Error('x'), {
    status,
    request: { url: root + path },
    response: { status, headers, data },
  });
}

describe('failures of GitHub, as their reader needs them', () => {
  it.each([
    [401, 'forge-unauthorised', 'expired'],
    [403, 'forge-forbidden', 'pull-requests: write'],
    [404, 'forge-not-found', 'does not find it'],
    [410, 'forge-not-found', 'does not find it'],
    [422, 'forge-refused', 'refused'],
    [406, 'forge-refused', 'refused'],
    [429, 'forge-limited', 'no more requests'],
    [500, 'forge-unreachable', 'failed to answer'],
    [503, 'forge-unreachable', 'failed to answer'],
  ])('%i is %s', (status, code, what) => {
    const failure = explainFailure(answered(status, { message: 'Words of GitHub' }), asked);
    expect([failure.code, statusOf(failure)]).toEqual([code, status]);
    expect(failure.message).toContain(what);
    expect(failure.why).toBe(`POST /repos/o/r/pulls/1/reviews was answered ${status}: Words of GitHub`);
  });

  it('name the field of a 422', () => {
    const data = {
      message: 'Validation Failed',
      errors: [{ resource: 'PullRequestReviewComment', field: 'line', code: 'invalid' }, 'Path is missing'],
    };
    expect(explainFailure(answered(422, data), asked).why).toContain(
      'Validation Failed; line invalid; Path is missing',
    );
  });

  it('tell the operator of an app about its number, its key and its permissions, and of no token', () => {
    const of = (status: number, path: string, words = 'x') =>
      explainFailure(answered(status, { message: words }, {}, path), asked, true);
    for (const failure of [
      of(401, '/app'),
      of(401, '/api/v3/app/installations/7/access_tokens'),
      of(401, '/app/hook/deliveries'),
      of(404, '/app/installations'),
    ]) {
      expect(failure.code).toBe('forge-unauthorised');
      expect(failure.todo).toContain('APP_ID and PRIVATE_KEY');
    }
    expect(of(404, '/app/installations/7/access_tokens').code).toBe('forge-not-found');
    expect(of(401, '/repos/o/r/pulls/1').message).toContain('token of the installation');
    expect(of(403, '/repos/o/r/check-runs').message).toBe('The app may not do this: it needs checks: write.');
    expect(of(403, '/repos/o/r/check-runs', 'Repository was archived').message).toContain('archived');
    const all = [401, 403].map((status) => of(status, '/repos/o/r/check-runs'));
    for (const { todo } of all) expect(todo).not.toMatch(/GALLEY_TOKEN|permissions:/);
  });

  it('speak of single sign-on, archives and locks where those are the cause', () => {
    const of = (message: string, headers = {}) => explainFailure(answered(403, { message }, headers), asked);
    expect(of('Resource protected by organization SAML enforcement.').message).toContain('single sign-on');
    expect(of('x', { 'x-github-sso': 'required; url=x' }).message).toContain('single sign-on');
    expect(of('Repository was archived so is read-only.').message).toContain('archived');
    expect(of('Unable to create comment because issue is locked.').message).toContain('locked');
  });

  it('say why nothing came', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
    const failure = explainFailure(
      new Error('fetch failed', { cause: new TypeError('fetch failed', { cause }) }),
      asked,
    );
    expect([failure.code, failure.isRetryable, statusOf(failure)]).toEqual([
      'forge-unreachable',
      true,
      undefined,
    ]);
    expect(failure.why).toContain('ECONNREFUSED');
  });

  it('quote pages and hostile words on one line, in short, without their control characters', () => {
    for (const body of [
      `<html>${'a'.repeat(9e5)}\u001b[31m\n\u202e`,
      { message: `a\n\u001b]0;x\u0007${'b'.repeat(9e5)}` },
    ]) {
      const line = describeFailure(explainFailure(answered(502, body), asked));
      expect(line.length).toBeLessThan(600);

      expect(line).not.toMatch(/[\u0000-\u001f\u202e]/);
    }
  });

  it.each([null, undefined, 5, [], { message: 5, errors: [null, 5, {}] }, { errors: 'x' }])(
    'stand any body: %j',
    (body) => {
      expect(explainFailure(answered(422, body), asked).code).toBe('forge-refused');
    },
  );
});

describe('the permission that is missing', () => {
  it.each([
    ['GET', '/repos/o/r/pulls/1', 'pull-requests: read'],
    ['POST', '/api/v3/repos/o/r/pulls/1/reviews', 'pull-requests: write'],
    ['PATCH', '/repos/o/r/issues/comments/5', 'pull-requests: write'],
    ['POST', '/repos/o/r/check-runs', 'checks: write'],
    ['GET', '/repos/o/r/compare/a...b', 'contents: read'],
    ['GET', '/repos/o/r/collaborators/x/permission', 'metadata: read'],
    ['POST', '/graphql', ''],
    ['GET', '/user', ''],
  ])('of %s %s is %j', (method, path, needed) => {
    expect(neededPermission(method, path, undefined)).toBe(needed);
  });

  it.each([
    ['pull_requests=write', 'pull-requests: write'],
    ['issues=write; pull_requests=write', 'issues: write, or pull-requests: write'],
    ['pull_requests=read,contents=read', 'pull-requests: read and contents: read'],
    ['', 'checks: write'],
    ['<script>=write', 'checks: write'],
    [7, 'checks: write'],
  ])('is what GitHub names: %j', (header, needed) => {
    expect(neededPermission('POST', '/repos/o/r/check-runs', header)).toBe(needed);
  });
});
