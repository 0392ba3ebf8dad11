import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startModelServer, type ModelServer } from '../../doubles/model-server/start-model-server.ts';
import { galleyAt, startSink, temporaryFolder } from '../../e2e/galley-process.ts';
import { hasProgram } from '../../e2e/has-program.ts';
import { canIsolate } from '../../e2e/in-loopback.ts';
import { defect, reports, silent, stagedRepository } from '../../e2e/sample-change.ts';

const galley = galleyAt(temporaryFolder());
const { root } = stagedRepository();
let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer({ replies: [reports(defect), silent] });
});
afterAll(() => server.close());

const portOf = (url: string): string => new URL(url).port;

describe('a review talks to its model server and to nobody else', { concurrent: true }, () => {
  it('past every proxy that the environment names', async () => {
    const sink = await startSink();
    const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'];
    const env = {
      ...Object.fromEntries(names.map((name) => [name, sink.url])),
      npm_config_proxy: sink.url,
      NODE_USE_ENV_PROXY: '1',
      NO_PROXY: '',
    };
    const args = ['review', '--server', server.url, '--no-cache'];
    expect((await galley(args, { cwd: root, env })).code).toBe(1);
    const dead = await galley(['review'], { cwd: root, env });
    expect(dead.code).toBe(3);
    expect(sink.hits()).toBe(0);
    await sink.close();
  });

  it.each(['*', '/api/chat'])('not to where its server redirects %s', async (on) => {
    const sink = await startSink();
    const location = `${sink.url}/api/chat`;
    const moved = await startModelServer({ fault: { kind: 'redirect', on, location } });
    const run = await galley(['review', '--server', moved.url, '--no-cache'], { cwd: root });
    await moved.close();
    expect(run.code, run.stderr).toBe(3);
    expect(run.stdout.replace(/\s+/gu, ' ')).toContain('sent a redirect (307); it was not followed');
    expect(sink.hits()).toBe(0);
    await sink.close();
  });

  it.each(['127.0.0.1:PORT', '0.0.0.0:PORT', ':PORT', 'http://localhost:PORT/', '"127.0.0.1:PORT"'])(
    'OLLAMA_HOST=%s is this machine',
    async (form) => {
      const env = { GALLEY_SERVER: undefined, OLLAMA_HOST: form.replace('PORT', portOf(server.url)) };
      const run = await galley(['review'], { cwd: root, env });
      expect(run.code, run.stderr).toBe(1);
    },
  );

  it('every address that any of its processes connects or sends to is loopback', async (ctx) => {
    if (!(await hasProgram('strace', ['-V']))) ctx.skip('needs strace');
    const trace = join(temporaryFolder(), 'trace');
    const calls = 'trace=connect,sendto,sendmsg,sendmmsg';
    const run = await galley(['review', '--server', server.url, '--no-cache'], {
      cwd: root,
      wrapper: ['strace', '-f', '-qq', '-e', calls, '-o', trace],
    });
    expect(run.code, run.stderr).toBe(1);
    const text = readFileSync(trace, 'utf8');
    const addresses = [...text.matchAll(/inet_addr\("([^"]*)"\)|inet_pton\(AF_INET6, "([^"]*)"/g)];
    const seen = addresses.map(([, four, six]) => four ?? six);
    expect(seen).toContain('127.0.0.1');
    expect(seen.filter((address) => address !== '127.0.0.1' && address !== '::1')).toEqual([]);
    // Whatever is no address of the internet must be a socket of this machine.
    const families = [...text.matchAll(/sa_family=(\w+)/g)].map(([, family]) => family);
    expect(families.filter((family) => !/^AF_(INET6?|UNIX|NETLINK)$/.test(family ?? ''))).toEqual([]);
  });

  it('works where there is no network but the loopback', async (ctx) => {
    if (!(await canIsolate())) ctx.skip('needs unprivileged network namespaces');
    const script = join(import.meta.dirname, '../../../scripts/verify-local.sh');
    // Counts and pictures of the tests within are none of this run.
    const env = {
      ...{ ...process.env, TESTS_COUNTS_FILE: '', TESTS_NO_SKIPS: '', NO_COLOR: '1' },
      TESTS_PICTURES: undefined,
    };
    const { stdout } = await promisify(execFile)(script, [], { env });
    expect(stdout).toContain('exit 0 with 1 network interface(s)');
    expect(stdout).toContain('clean: reviewed 1 file');
    // S8: the Action too, and the app.
    expect(stdout.match(/Tests\s+1 passed/g)).toHaveLength(2);
  }, 300_000);
});
