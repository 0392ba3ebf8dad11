import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startModelServer, type ModelServer } from '../doubles/model-server/start-model-server.ts';
import { makeRepository } from '../integration/git/make-repository.ts';
import { galleyAt, temporaryFolder, type Run } from './galley-process.ts';
import { says } from './probe-file.ts';

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer({ replies: [{ when: 'Say Yes only where', probabilities: says(0.3) }] });
});
afterAll(() => server.close());

const loop = (name: string): string =>
  `export function ${name}(rows: Row[]): number {\n  let sum = 0;\n  for (let at = 0; at < rows.length; at++) {\n    sum += rows[at].price;\n  }\n  return sum;\n}\n`;

const repository = makeRepository(temporaryFolder());
repository.commit({ 'src/a.ts': loop('a'), 'src/b.ts': loop('b') });
repository.commit({ 'src/b.ts': loop('c') });

const home = galleyAt(temporaryFolder());
const doctor = (...args: string[]): Promise<Run> =>
  home(['doctor', ...args], { cwd: repository.root, env: { GALLEY_SERVER: server.url } });

describe('galley doctor --grade', () => {
  it('keeps what was asked when it is stopped, and says how to go on', async () => {
    const run = await home(['doctor', '--grade', '--places', '1'], {
      cwd: repository.root,
      env: { GALLEY_SERVER: server.url },
      onStart: (child) => {
        const timer = setInterval(() => {
          if (server.prompts.length < 60) return;
          clearInterval(timer);
          child.kill('SIGINT');
        }, 20);
        child.once('close', () => clearInterval(timer));
      },
    });
    expect(run.code, run.stderr).toBe(3);
    expect(run.stderr).toContain('galley: measuring qwen2.5-coder:1.5b for at most 15 min');
    expect(run.stderr).toMatch(/galley: {3}1 files? of .*, the older half\n/);
    expect(run.stderr).toMatch(
      /galley: Stopped after \d+ of \d+ questions\nThe answers are kept; no table was made\.\ngalley doctor --grade/,
    );
    expect((await doctor()).stdout).toMatch(/warn {2}calibration +none.*\n.*fix: galley doctor --grade\n/);
  });

  it('goes on where it ended, keeps the table beside the cache, and doctor knows it', async () => {
    const before = server.prompts.length;
    const run = await doctor('--grade', '--places', '1');
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toMatch(/^grade +rules-only: /m);
    const [, asked, all] = /^asked +(\d+) of (\d+) questions/m.exec(run.stdout) ?? [];
    expect(asked).toBe(all);
    expect(server.prompts.length - before).toBeLessThan(Number(all) - 40);
    const file = /^kept in +(.*)$/m.exec(run.stdout)?.[1] ?? '';
    const table = JSON.parse(readFileSync(file, 'utf8')) as { canary: number[]; probes: object };
    expect(table.canary).toHaveLength(3);
    expect(Object.keys(table.probes).length).toBeGreaterThanOrEqual(40);
    expect((await doctor()).stdout.replace(/\s+/g, ' ')).toContain(
      `own table ${file}: grade rules-only, 0 of `,
    );
  }, 120_000);

  it.each([
    [['--grade', '--minutes', 'ten'], /--minutes ten is not possible\nA number from 1 to /],
    [['--grade', '--no-model'], /can't be used together/],
    [['--places', '5'], /--places says how to measure a model/],
    [['--grade', '--from', 'nowhere'], /There is no folder/],
  ])('%j is refused', async (args, why) => {
    const run = await doctor(...args);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(why);
  });

  it('refuses a repository without any code to measure on', async () => {
    const empty = makeRepository(temporaryFolder());
    empty.commit({ 'README.md': 'x' });
    const run = await doctor('--grade', '--from', empty.root);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('galley doctor --grade --from REPOSITORY');
  });
});
