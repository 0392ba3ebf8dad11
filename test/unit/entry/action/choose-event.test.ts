import { describe, expect, it } from 'vitest';
import { checkFork, whyNotThisEvent, whyNotThisPull } from '../../../../src/entry/action/choose-event.ts';
import type { PullEvent } from '../../../../src/entry/action/read-event.ts';

const event: PullEvent = {
  action: 'opened',
  repository: 'o/r',
  number: 7,
  isClosed: false,
  isDraft: false,
  isFork: false,
  headSha: 'a'.repeat(40),
  baseSha: 'b'.repeat(40),
};

describe('which events are reviewed', () => {
  it('is pull_request, and what leads to one; others are nothing to do', () => {
    for (const name of [
      'pull_request',
      'issue_comment',
      'pull_request_review_comment',
      'check_run',
      'workflow_run',
    ])
      expect(whyNotThisEvent(name)).toBeUndefined();
    for (const name of ['push', 'schedule', 'workflow_dispatch', undefined])
      expect(whyNotThisEvent(name)).toMatch(/^Nothing to do: /);
  });

  it('is never pull_request_target', () => {
    expect(() => whyNotThisEvent('pull_request_target')).toThrow('does not run on pull_request_target');
  });

  it.each(['opened', 'synchronize', 'reopened', 'ready_for_review'])('reviews %s', (action) => {
    expect(whyNotThisPull({ ...event, action })).toBeUndefined();
  });

  it.each(['labeled', 'closed', 'edited', 'assigned', '', 'toString'])('leaves %j alone', (action) => {
    expect(whyNotThisPull({ ...event, action })).toMatch(/^Nothing to do: /);
  });

  it('leaves drafts and closed ones alone', () => {
    expect(whyNotThisPull({ ...event, isDraft: true })).toContain('draft');
    expect(whyNotThisPull({ ...event, isClosed: true })).toContain('closed');
  });
});

describe('S7: forks on a runner that is used again', () => {
  const fork = { ...event, isFork: true };

  it.each(['self-hosted', undefined, '', 'GITHUB-HOSTED'])('are refused on %j', (environment) => {
    expect(() => checkFork(fork, { environment, allowForks: false })).toThrow('comes from a fork');
  });

  it('are reviewed where the operator wants it, or where the machine is thrown away', () => {
    expect(() => checkFork(fork, { environment: 'self-hosted', allowForks: true })).not.toThrow();
    expect(() => checkFork(fork, { environment: 'github-hosted', allowForks: false })).not.toThrow();
  });

  it('are what is refused: others are not', () => {
    expect(() => checkFork(event, { environment: 'self-hosted', allowForks: false })).not.toThrow();
  });
});
