import { describe, expect, test } from 'vitest';
import { judgeRun, type EndedProcess } from '../../../../src/run/runner/judge-run.ts';
import { readResults, type ResultEvent } from '../../../../src/run/runner/read-results.ts';
import type { SandboxResult } from '../../../../src/run/sandbox/sandbox.ts';

const end: ResultEvent = { type: 'end' };
const failure = { message: 'wrong', kind: 'assertion' };

function told(status: 'passed' | 'failed' | 'skipped', more: Partial<ResultEvent> = {}): ResultEvent {
  return { type: 'test', file: '/a.test.js', name: 'a', status, ...more } as ResultEvent;
}

function ended(events: readonly ResultEvent[], result: Partial<SandboxResult> = {}): EndedProcess {
  return { events, result: { exitCode: 0, stopped: '', stdout: '', stderr: '', ms: 1, ...result } };
}

const statusOf = (process: EndedProcess, files = 1, only?: string): string =>
  judgeRun([process], files, only).status;

describe('what a run comes to', () => {
  test('passed only when all is told, to the end', () => {
    expect(statusOf(ended([told('passed'), end]))).toBe('passed');
    expect(statusOf(ended([told('passed')]))).toBe('broken');
    expect(statusOf(ended([end]))).toBe('broken');
    expect(statusOf(ended([]))).toBe('broken');
  });

  test('an exit status or an error outside of tests is a failure', () => {
    expect(statusOf(ended([told('passed'), end], { exitCode: 1 }))).toBe('failed');
    expect(statusOf(ended([told('passed'), end], { exitCode: null }))).toBe('failed');
    expect(statusOf(ended([told('passed'), { type: 'error', failure }, end]))).toBe('failed');
  });

  test('skipped tests are none, and each file must hold one', () => {
    expect(statusOf(ended([told('skipped'), end]))).toBe('broken');
    expect(statusOf(ended([told('passed'), end]), 2)).toBe('broken');
    expect(statusOf(ended([told('passed'), told('passed', { file: '/b.test.js' }), end]), 2)).toBe('passed');
    expect(statusOf(ended([told('passed'), end]), 0)).toBe('passed');
  });

  test('told to pass and to fail is failed, in any order', () => {
    for (const [first, second] of [
      ['passed', 'failed'],
      ['failed', 'passed'],
    ] as const) {
      const run = judgeRun([ended([told(first, { id: 1 }), told(second, { id: 1 }), end])], 1, undefined);
      expect(run.tests.map(({ status }) => status)).toEqual(['failed']);
      expect(run.status).toBe('failed');
    }
  });

  test('only the test that was asked for', () => {
    const events = [told('passed'), told('skipped', { name: 'b' }), end];
    expect(judgeRun([ended(events)], 1, 'a').tests).toEqual([{ name: 'a', status: 'passed' }]);
    expect(statusOf(ended(events), 1, 'b')).toBe('broken');
    expect(statusOf(ended(events), 1, 'c')).toBe('broken');
  });

  test('limits come first', () => {
    expect(statusOf(ended([told('failed', { failure })], { stopped: 'time' }))).toBe('timed-out');
    for (const stopped of ['output', 'memory', 'processes', 'disk'] as const)
      expect(statusOf(ended([told('passed'), end], { stopped }))).toBe('over-limit');
  });

  test('one process that did not end well spoils the others', () => {
    expect(judgeRun([ended([told('passed'), end]), ended([])], 1, undefined).status).toBe('broken');
  });
});

test('lines that are none of ours are left out', () => {
  const lines = [
    JSON.stringify(told('passed')),
    'PASS a.test.js',
    '{"type":"test","name":"b","status":"great"}',
    '{"type":"test"',
    'null',
    '[]',
    '{"type":"end"}',
    '',
  ];
  expect(readResults(lines.join('\n'))).toEqual([told('passed'), end]);
});
