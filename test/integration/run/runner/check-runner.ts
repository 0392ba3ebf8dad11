import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSandbox } from '../../../../src/run/sandbox/create-sandbox.ts';
import { openProject, type Project } from './project.ts';
import type { Style } from './style.ts';

const time = Date.parse('2031-02-03T12:00:00Z');

/** What a runner must do, whatever the framework. */
export function checkRunner(style: Style): void {
  describe(style.framework, () => {
    const { title } = style;
    let project: Project;
    let before: Record<string, string>;

    const isMissing = style.installed !== undefined && !existsSync(style.installed.from);
    beforeEach((context) => context.skip(isMissing, `no ${style.framework}`));

    beforeAll(async () => {
      if (isMissing) return undefined;
      project = await openProject(style);
      before = project.snapshot();
      return async () => {
        // No run has touched what belongs to the user.
        expect(project.snapshot()).toEqual(before);
        await project.close();
      };
    });

    test('each test is told, with what it expected and what of the source it reached', async () => {
      const { status, tests, hits } = await project.run(
        {
          'sign > plus': { does: 'compares' },
          'sign > wrong': { does: 'compares wrongly' },
          'sign > throws': { does: 'throws' },
        },
        { cover: [style.source] },
      );
      expect(status).toBe('failed');
      expect(tests).toEqual([
        { name: title('sign > plus'), status: 'passed' },
        {
          name: title('sign > wrong'),
          status: 'failed',
          failure: {
            message: expect.any(String) as string,
            kind: 'assertion',
            ...style.values,
            line: expect.any(Number) as number,
          },
        },
        {
          name: title('sign > throws'),
          status: 'failed',
          failure: {
            message: expect.any(String) as string,
            kind: 'TypeError',
            line: expect.any(Number) as number,
          },
        },
      ]);
      const [wrong] = tests.flatMap(({ failure }) => failure?.line ?? []);
      const text = style.write({
        'sign > plus': { does: 'compares' },
        'sign > wrong': { does: 'compares wrongly' },
      });
      expect(text.split('\n')[wrong! - 1]).toMatch(/same|assert/);
      const arms = hits.get(style.source)?.branches.map((branch) => branch.arms.map((arm) => arm.hits));
      expect(arms).toEqual(style.arms);
    });

    test('one test of many', async () => {
      const tests = { 'sign > plus': { does: 'compares' }, 'sign > throws': { does: 'throws' } } as const;
      const { status, tests: told } = await project.run(tests, { only: title('sign > plus') });
      expect({ status, told }).toEqual({
        status: 'passed',
        told: [{ name: title('sign > plus'), status: 'passed' }],
      });
    });

    test('a file that does not load, or holds no test, is broken', async () => {
      for (const text of [...style.broken, style.write({})])
        expect(await project.run(text)).toMatchObject({ status: 'broken', tests: [] });
    });

    test('printed results count for nothing, and neither does an early end', async () => {
      const { status } = await project.run({
        a: { does: 'compares' },
        b: { does: 'forges and exits' },
        c: { does: 'compares' },
      });
      expect(['failed', 'broken']).toContain(status);
    });

    test('what hangs is ended', async () => {
      const outcome = await project.run({ a: { does: 'hangs' } }, { timeoutMs: 4000 });
      expect(outcome).toMatchObject({ status: 'timed-out', tests: [] });
    });

    test('a rejection that nobody waited for is a failure', async () => {
      const { status } = await project.run({ a: { does: 'rejects late' } });
      expect(['failed', 'broken']).toContain(status);
    });

    test('the clock is what was asked for, also in the source', async () => {
      // Shifted, the tests run in another time zone too.
      const clock = { kind: 'shifted', time } as const;
      const { status } = await project.run({ a: { does: 'asks the day', day: '2031-2-4' } }, { clock });
      expect(status).toBe('passed');
    });

    test('a seed is an order', async () => {
      const names = [...'abcdefgh'];
      const tests = Object.fromEntries(names.map((name) => [name, { does: 'counts' } as const]));
      const outcome = await project.run(tests, { shuffleSeed: 1 });
      const numbers = outcome.tests.map(
        ({ name, failure }) => [Number(failure?.message.match(/\d+/)?.[0]), name] as const,
      );
      const first = numbers.sort(([a], [b]) => a - b).map(([, name]) => name);
      expect(first).toHaveLength(names.length);
      expect(first).not.toEqual(names.map(title));
    });

    test('all of it works in a sandbox', async () => {
      const sandbox = await createSandbox({
        path: process.env['PATH'] ?? '',
        temporary: tmpdir(),
        unsafeRun: true,
      });
      const inside = await openProject(style, sandbox);
      const more = { cover: [style.source], shuffleSeed: 1, clock: { kind: 'frozen', time } } as const;
      const { status, hits, output } = await inside.run(
        { a: { does: 'asks the day', day: '2031-2-3' } },
        more,
      );
      await inside.close();
      expect({ status, hits: [...hits.keys()], output }).toMatchObject({
        status: 'passed',
        hits: [style.source],
      });
    });
  });
}
