import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startModelServer, type ModelServer } from '../doubles/model-server/start-model-server.ts';
import { galleyAt, temporaryFolder } from './galley-process.ts';
import { defect, reports, sampleRepository, silent, stagedRepository } from './sample-change.ts';

const galley = galleyAt(temporaryFolder());
const { root } = stagedRepository();
let finding: ModelServer;
let quiet: ModelServer;
beforeAll(async () => {
  finding = await startModelServer({ replies: [reports(defect, 'warning'), silent] });
  quiet = await startModelServer({ replies: [silent] });
});
afterAll(() => Promise.all([finding.close(), quiet.close()]));

interface Said {
  readonly verdict: string;
  readonly complete: boolean;
  readonly ledger: { readonly mode: string; readonly modelFailure: { readonly code: string } | null };
}

/** Pretty on standard output would be for people: the same run says it as data. */
async function review(args: readonly string[], cwd = root): Promise<[number | null, Said]> {
  const run = await galley(['review', '--no-cache', '--format', 'json', ...args], { cwd });
  return [run.code, JSON.parse(run.stdout) as Said];
}

describe('exit code, verdict and completeness', { concurrent: true }, () => {
  it('0, clean: all was reviewed and nothing found', async () => {
    const [code, said] = await review(['--server', quiet.url]);
    expect([code, said.verdict, said.complete]).toEqual([0, 'clean', true]);
  });

  it('0, findings: none at or above --fail-on', async () => {
    const [code, said] = await review(['--server', finding.url]);
    expect([code, said.verdict, said.complete]).toEqual([0, 'findings', true]);
  });

  it('1, findings: one at --fail-on', async () => {
    const [code, said] = await review(['--server', finding.url, '--fail-on', 'warning']);
    expect([code, said.verdict, said.complete]).toEqual([1, 'findings', true]);
  });

  it('3, incomplete: no model answered', async () => {
    const [code, said] = await review([]);
    expect([code, said.verdict, said.complete]).toEqual([3, 'incomplete', false]);
    expect(said.ledger.modelFailure?.code).toBe('server-unreachable');
  });

  it('1, findings, not complete: no model answered, and a rule found an error', async () => {
    const repository = sampleRepository();
    repository.write('src/sum.dart', '<<<<<<< HEAD\nvar a = 1;\n');
    const [code, said] = await review([], repository.root);
    expect([code, said.verdict, said.complete]).toEqual([1, 'findings', false]);
  });

  it('0 with --no-model: complete by rules only, and every reader is told', async () => {
    const [code, said] = await review(['--no-model']);
    expect([code, said.verdict, said.complete, said.ledger.mode]).toEqual([0, 'clean', true, 'rules']);
    for (const format of ['pretty', 'markdown', 'agent', 'github', 'junit', 'sarif', 'jsonl']) {
      const { stdout } = await galley(['review', '--no-model', '--format', format], { cwd: root });
      expect(stdout, format).toMatch(/by rules only|"mode":"rules"/);
    }
  });

  it('0: an empty change is nothing to review, and no server is asked', async () => {
    const repository = sampleRepository();
    const run = await galley(['review', '--staged'], { cwd: repository.root });
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing to review') as string });
  });

  it('0: a change of nothing but excluded files, each named', async () => {
    const repository = sampleRepository();
    repository.write('package-lock.json', '{}\n');
    const run = await galley(['review'], { cwd: repository.root });
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('package-lock.json') as string });
  });

  it('2: broken input leaves standard output empty', async () => {
    const run = await galley(['review', '--commit', 'nothing-of-this-name', '--format', 'json'], {
      cwd: root,
    });
    expect(run).toMatchObject({ code: 2, stdout: '' });
  });
});
