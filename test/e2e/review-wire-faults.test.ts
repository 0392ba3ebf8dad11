import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../doubles/model-server/faults/faults.ts';
import { startModelServer, type ModelServer } from '../doubles/model-server/start-model-server.ts';
import { galleyAt, temporaryFolder } from './galley-process.ts';
import { replyWith, sampleRepository } from './sample-change.ts';

type Outcome = 'reviewed' | 'not-reviewed';

/**
 * One file for each fault, all in one review: what must become of it, and how many prompts may be spent. Where the
 * answer arrives whole it counts; where anything of it is missing the file is not reviewed.
 */
const faults: readonly [name: string, fault: Fault, outcome: Outcome, mostPrompts: number][] = [
  ['half_window', { kind: 'half-window' }, 'not-reviewed', 1],
  ['half_window_empty', { kind: 'half-window-empty' }, 'not-reviewed', 2],
  ['cut_to_window', { kind: 'cut-to-window' }, 'not-reviewed', 1],
  ['window_full', { kind: 'window-full' }, 'not-reviewed', 2],
  ['overflow', { kind: 'overflow' }, 'not-reviewed', 1],
  ['no_done', { kind: 'no-done' }, 'not-reviewed', 2],
  ['guard', { kind: 'repetition-guard' }, 'not-reviewed', 2],
  ['mid_stream', { kind: 'error-mid-stream' }, 'not-reviewed', 2],
  ['reset', { kind: 'reset-mid-stream' }, 'not-reviewed', 2],
  ['split', { kind: 'split-bytes' }, 'reviewed', 1],
  ['joined', { kind: 'joined-lines' }, 'reviewed', 1],
  ['nothing', { kind: 'empty' }, 'not-reviewed', 2],
  ['huge', { kind: 'huge' }, 'not-reviewed', 2],
  ['spaces', { kind: 'whitespace' }, 'not-reviewed', 2],
  ['repeats', { kind: 'repeat-token' }, 'not-reviewed', 2],
  ['prose', { kind: 'format-ignored' }, 'not-reviewed', 2],
  ['half_json', { kind: 'cut-json' }, 'not-reviewed', 2],
  ['half_json_stop', { kind: 'cut-json-as-stop' }, 'not-reviewed', 2],
  ['tag_open', { kind: 'think-tag-unclosed' }, 'not-reviewed', 2],
  ['tag_lone', { kind: 'think-tag-lone' }, 'reviewed', 1],
  ['no_json', { kind: 'ok-not-json' }, 'not-reviewed', 2],
  ['error_200', { kind: 'ok-with-error' }, 'not-reviewed', 2],
  ['html', { kind: 'html-error' }, 'not-reviewed', 2],
];

interface Said {
  readonly verdict: string;
  readonly complete: boolean;
  readonly findings: readonly { readonly path: string }[];
  readonly ledger: { readonly files: readonly { path: string; outcome: Outcome; reason: string }[] };
}

const pathOf = (name: string): string => `src/${name}.dart`;
const lineOf = (name: string): string => `var fault_${name} = list[0];`;

/** With this window a server that shifts keeps about 1,000 tokens: fewer than the long file's prompt has. */
const window = 2048;
const filler = Array.from(
  { length: 75 },
  (_, index) => `var filler${index} = table[${index}] ?? missing(${index});\n`,
);

function contentOf(name: string): string {
  return `${lineOf(name)}\n${name === 'half_window' ? filler.join('') : ''}`;
}

describe('a wire that fails', () => {
  let server: ModelServer;
  let said: Said;
  let code: number | null;

  beforeAll(async () => {
    const replies = faults.map(([name, fault]) => ({
      when: `+${lineOf(name)}`,
      text: replyWith(lineOf(name), 'warning'),
      fault,
    }));
    server = await startModelServer({ replies });
    const repository = sampleRepository();
    for (const [name] of faults) repository.write(pathOf(name), contentOf(name));
    const run = await galleyAt(temporaryFolder())(
      ['review', '--server', server.url, '--format', 'json', '--window', String(window)],
      { cwd: repository.root },
    );
    code = run.code;
    said = JSON.parse(run.stdout) as Said;
  }, 60_000);
  afterAll(() => server.close());

  it.each(faults)('%s', (name, _, outcome, mostPrompts) => {
    const file = said.ledger.files.find((entry) => entry.path === pathOf(name));
    expect(file?.outcome, file?.reason).toBe(outcome);
    const found = said.findings.filter((finding) => finding.path === pathOf(name));
    expect(found).toHaveLength(outcome === 'reviewed' ? 1 : 0);
    if (outcome === 'not-reviewed') expect(file?.reason).not.toBe('');
    const prompts = server.prompts.filter((prompt) => prompt.text.includes(`+${lineOf(name)}`));
    expect(prompts.length).toBeGreaterThanOrEqual(1);
    expect(prompts.length).toBeLessThanOrEqual(mostPrompts);
  });

  it('is never called clean', () => {
    expect([code, said.verdict, said.complete]).toEqual([3, 'incomplete', false]);
  });

  it('sent every prompt whole, with one window for the run', () => {
    const options = server.prompts.map(({ request }) => {
      const body = request.body as Record<string, unknown> & { options: Record<string, unknown> };
      return [body['shift'], body['truncate'], body.options['num_ctx']];
    });
    expect(new Set(options.map((option) => JSON.stringify(option))).size).toBe(1);
    expect(options[0]?.slice(0, 2)).toEqual([false, false]);
    expect(server.loads).toBe(1);
  });
});

describe('a server that fails', { concurrent: true }, () => {
  const { root } = (() => {
    const repository = sampleRepository();
    for (const name of ['a', 'b', 'c', 'd']) repository.write(`${name}.dart`, `var ${name} = 1;\n`);
    return repository;
  })();

  it.each<[string, Fault, number]>([
    ['wants a key', { kind: 'unauthorized' }, 8],
    ['breaks every connection', { kind: 'reset-before-headers' }, 16],
    ['answers 500', { kind: 'status', status: 500, text: 'boom' }, 16],
    ['thinks instead of answering', { kind: 'json-in-thinking' }, 16],
  ])('and %s: exit 3, every file named, few requests', async (_, fault, most) => {
    const server = await startModelServer({ replies: [{ when: 'File ', text: '{"findings":[]}' }], fault });
    const run = await galleyAt(temporaryFolder())(['review', '--server', server.url], { cwd: root });
    await server.close();
    if (run.code === 0) {
      // Only an answer that was understood may end so.
      expect(fault.kind).toBe('json-in-thinking');
      return;
    }
    expect(run.code, run.stdout + run.stderr).toBe(3);
    expect(run.stdout).toContain('incomplete');
    for (const name of ['a', 'b', 'c', 'd']) expect(run.stdout).toContain(`${name}.dart`);
    expect(server.prompts.length).toBeLessThanOrEqual(most);
  });

  it.each<[string, Fault, number, number]>([
    ['for a moment: waited for', { kind: 'busy', times: 1 }, 0, 6],
    ['for longer than the call may take: given up', { kind: 'busy' }, 3, 2],
  ])('and is busy %s', async (_, fault, code, prompts) => {
    const server = await startModelServer({ replies: [{ when: 'File ', text: '{"findings":[]}' }], fault });
    const args = ['review', '--server', server.url, ...(code === 0 ? [] : ['--timeout', '2'])];
    const run = await galleyAt(temporaryFolder())(args, { cwd: root });
    await server.close();
    expect(run.code, run.stdout + run.stderr).toBe(code);
    expect(run.stdout).toContain(code === 0 ? 'clean: reviewed 4 files' : 'incomplete: 4 of 4 files');
    expect(server.prompts).toHaveLength(prompts);
  });

  it('and falls silent: given up after the configured time', async () => {
    const home = temporaryFolder();
    const server = await startModelServer({ fault: { kind: 'stall' } });
    const run = await galleyAt(home)(['review', '--server', server.url, '--timeout', '1'], { cwd: root });
    await server.close();
    expect(run.code, run.stdout + run.stderr).toBe(3);
    expect(run.stdout).toContain('incomplete');
  });
});
