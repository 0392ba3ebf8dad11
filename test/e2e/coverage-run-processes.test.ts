import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { branches, collect, makeProject, needRunners, newerNode } from './coverage-run-project.ts';

needRunners();

const ways = ['natural', 'terminated', 'left', 'child', 'bare', 'killed', 'exits', 'throws'];

/** Each source is loaded and called once, in a thread or process that ends in its own way. */
const main = `
import { Worker } from 'node:worker_threads';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const address = (name) => new URL('../src/' + name + '.js', import.meta.url).href;
const thread = (name, after) => new Worker(
  \`import('\${address(name)}').then((module) => {
    module.code(1);
    require('node:worker_threads').parentPort.postMessage('ready');
    \${after}
  })\`, { eval: true });
const child = (name, after, options) => spawn(process.execPath,
  ['--input-type=module', '-e', \`import { code } from '\${address(name)}'; code(1); \${after}\`],
  { stdio: ['ignore', 'pipe', 'ignore'], ...options });
const stay = 'setInterval(() => {}, 1000);';

await once(thread('natural', ''), 'exit');
const terminated = thread('terminated', stay);
await once(terminated, 'message');
await terminated.terminate();
await once(thread('left', stay), 'message');

const killed = child('killed', 'console.log("ready");' + stay);
await once(killed.stdout, 'data');
killed.kill('SIGTERM');
await Promise.all([
  once(killed, 'exit'),
  once(child('child', ''), 'exit'),
  once(child('bare', '', { env: {} }), 'exit'),
  once(child('exits', 'process.exit(3)'), 'exit'),
  once(child('throws', 'throw new Error("thrown")'), 'exit'),
]);
process.exit(4);
`;

const nodes: [name: string, node: string | undefined][] = [
  ['this Node', undefined],
  ...(newerNode ? [['a newer Node', newerNode] as [string, string]] : []),
];

test.each(nodes)(
  'whatever way a process or a thread ends, what it counted is kept: %s',
  async (_name, node) => {
    const code = 'export const code = (x) => (x ? 1 : 2);\n';
    const sources = Object.fromEntries(ways.map((name) => [`src/${name}.js`, code]));
    const root = makeProject({ ...sources, 'test/main.mjs': main });
    const { hits, exitCode, output } = await collect(root, ['node', 'test/main.mjs'], node ? { node } : {});
    expect(exitCode, output).toBe(4);
    const counted = Object.entries(hits).map(([path, file]) => `${path} ${branches(file).join()}`);
    expect(counted.sort()).toEqual(ways.map((name) => `src/${name}.js cond-expr 1:1,0`).sort());
  },
);

describe('a command that does not end well', () => {
  const files = {
    'src/a.js': 'export const a = (x) => (x ? 1 : 2);\n',
    'src/b.js': 'export const b = (x) => (x ? 1 : 2);\n',
  };
  const hang = `
    import { spawn } from 'node:child_process';
    import { a } from '../src/a.js';
    a(1);
    spawn(process.execPath, ['-e', 'import("./src/b.js").then(({ b }) => { b(0); console.log("ready"); setInterval(() => {}, 1000); })'],
      { stdio: 'inherit' });
    setInterval(() => {}, 1000);`;

  test('that hangs is ended', async () => {
    const root = makeProject({ ...files, 'test/hang.mjs': hang });
    const { stopped, exitCode } = await collect(root, ['node', 'test/hang.mjs'], { timeoutMs: 1000 });
    expect({ stopped, exitCode }).toEqual({ stopped: 'time', exitCode: 143 });
  });

  test('that is interrupted is reported, with what all its processes counted', async () => {
    const root = makeProject({ ...files, 'test/hang.mjs': hang });
    const stop = new AbortController();
    const onOutput = (part: Uint8Array) => {
      if (Buffer.from(part).toString().includes('ready')) stop.abort();
    };
    const { hits, stopped, exitCode } = await collect(root, ['node', 'test/hang.mjs'], {
      signal: stop.signal,
      onOutput,
    });
    expect({ stopped, exitCode }).toEqual({ stopped: 'interrupted', exitCode: 130 });
    expect(branches(hits['src/a.js'])).toEqual(['cond-expr 1:1,0']);
    expect(branches(hits['src/b.js'])).toEqual(['cond-expr 1:0,1']);
  });

  test('that ends the process above it, is told, and so is what it leaves behind', async () => {
    const killer = `
      import { spawn } from 'node:child_process';
      import { a } from '../src/a.js';
      a(1);
      process.kill(process.ppid, 'SIGKILL');
      setInterval(() => {}, 1000);`;
    const root = makeProject({ ...files, 'test/killer.mjs': killer });
    const { notes, exitCode } = await collect(root, ['node', 'test/killer.mjs']);
    expect(exitCode).toBe(137);
    expect(notes).toContain('The test command was ended by SIGKILL.');
    expect(notes).toContain('The test command left processes running; they were ended.');
  });

  test('that fails says so, after a report', async () => {
    const root = makeProject({
      ...files,
      'test/fails.test.js': `import { a } from '../src/a.js';\nit('fails', () => { if (a(0) !== 1) throw new Error('no'); });`,
    });
    const { hits, exitCode, output } = await collect(root, ['mocha', 'test/*.test.js']);
    expect(output).toContain('1 failing');
    expect(exitCode).toBe(1);
    expect(branches(hits['src/a.js'])).toEqual(['cond-expr 1:0,1']);
  });

  test('that prints without end is not kept in memory', async () => {
    const root = makeProject({
      'test/loud.mjs': `process.stdout.write('x'.repeat(2 ** 26)); process.stdout.write('y'.repeat(2 ** 26));`,
    });
    let bytes = 0;
    const before = process.memoryUsage().rss;
    const onOutput = (part: Uint8Array) => void (bytes += part.length);
    await collect(root, ['node', 'test/loud.mjs'], { onOutput });
    expect(bytes).toBe(2 ** 27);
    expect(process.memoryUsage().rss - before).toBeLessThan(2 ** 26);
  });

  test('that is not there is named', async () => {
    const root = makeProject(files);
    await expect(collect(root, ['no-such-runner', '--all'])).rejects.toMatchObject({
      code: 'runner-missing',
      message: 'The test command "no-such-runner" is not there',
    });
    expect(existsSync(join(root, 'coverage'))).toBe(false);
  });

  test('that writes into the counters of others is an error with the name of the file', async () => {
    const spoil = `
      import { a } from '../src/a.js';
      import { writeFileSync } from 'node:fs';
      a(1);
      writeFileSync(JSON.parse(process.env.NYC_CONFIG).tempDir + '/half.json', '{"a": {"path"');`;
    const root = makeProject({ ...files, 'test/spoil.mjs': spoil });
    await expect(collect(root, ['node', 'test/spoil.mjs'])).rejects.toMatchObject({
      code: 'broken-report',
      message: expect.stringMatching(/half\.json cannot be used$/) as string,
    });
  });
});
