import { describe, expect, it } from 'vitest';
import { renderNightly } from '../../../scripts/nightly-report.ts';

const at = { date: '2026-01-02', node: 'v20', machine: '2 cores' };
const run = (command: string, exitCode: number, result: string) => ({ command, exitCode, result });

describe('renderNightly', () => {
  it('writes one line a matrix, and keeps those that did not run', () => {
    const first = renderNightly([run('b', 0, '10 cases'), run('a', 1, '')], at);
    expect(first.split('\n').slice(4)).toEqual([
      '- `a` FAILED (exit code 1): no output (2026-01-02, Node v20, 2 cores)',
      '- `b` passed: 10 cases (2026-01-02, Node v20, 2 cores)',
      '',
    ]);
    const second = renderNightly([run('a', 0, '5 cases')], { ...at, date: '2026-01-03' }, first);
    expect(second.split('\n').slice(4)).toEqual([
      '- `a` passed: 5 cases (2026-01-03, Node v20, 2 cores)',
      '- `b` passed: 10 cases (2026-01-02, Node v20, 2 cores)',
      '',
    ]);
  });

  it('keeps the last result of one that cannot run here', () => {
    const first = renderNightly([run('a', 0, '5 cases')], at);
    expect(renderNightly([run('a', 77, 'no server')], { ...at, date: '2026-01-03' }, first)).toBe(first);
  });
});
