import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { bareServer, deliver, sign, type BareServer } from './app/bare-server.ts';
import type { AppProcess } from './app/app-process.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const megabyte = 1024 * 1024;
/** GitHub's own limit. */
const mostBytes = 25 * megabyte;

/** What strangers can send to the one address that GitHub must reach. */
describe('galley serve, and strangers', () => {
  test('R21: a flood of unsigned bodies costs 64 MB at most, and GitHub still gets through', async () => {
    const { server, app } = await warmServer();
    const memory = watchMemory(app.pid);
    const flooding = floodWithoutEnd(server.port, 60);
    expect(await deliver(server.url, 'through')).toBe(202);
    await flooding;
    expect(memory.grown()).toBeLessThan(64);
    await app.end('SIGKILL');
  });

  test('R21: a flood of wrong signatures is refused, costs 64 MB at most, and is told once', async () => {
    const { server, app } = await warmServer();
    const memory = watchMemory(app.pid);
    const flooding = floodWithWrongSignatures(server.port, 600);
    expect(await deliver(server.url, 'through')).toBe(202);
    expect(await flooding).toEqual(new Set([401]));
    expect(memory.grown()).toBeLessThan(64);
    expect(app.log.filter(({ message }) => message === 'webhooks were refused').length).toBeLessThan(3);
    await app.end('SIGKILL');
  });

  test('R21: a body of 25 MB and one byte is refused, whether it says so or not', async () => {
    const { server, app } = await warmServer();
    const memory = watchMemory(app.pid);
    const body = Buffer.alloc(mostBytes + 1, ' ');
    expect(await statusOf(server.port, { 'content-length': String(body.length) })).toBe(413);
    expect(await statusOf(server.port, { 'transfer-encoding': 'chunked' }, body)).toBe(413);
    expect(await deliver(server.url, 'after')).toBe(202);
    expect(memory.grown()).toBeLessThan(64);
    await app.end('SIGKILL');
  });

  test('R21: who sends a byte now and then is sent away, and keeps nobody waiting', async () => {
    const { server, app } = await warmServer();
    const slow = Array.from({ length: 40 }, () => dripUntilClosed(server.port));
    expect(await deliver(server.url, 'meanwhile')).toBe(202);
    expect(new Set(await Promise.all(slow))).toEqual(new Set(['HTTP/1.1 408 Request Timeout']));
    await app.end('SIGKILL');
  });
});

async function warmServer(): Promise<{ server: BareServer; app: AppProcess }> {
  const server = await bareServer();
  const app = server.start();
  await app.ready();
  for (let i = 0; i < 20; i += 1) await deliver(server.url, `warm-${i}`);
  await untilSteady(app.pid);
  return { server, app };
}

/** What works in the background begins when the door is open, and takes its memory then: waits until that is over. */
async function untilSteady(pid: number): Promise<void> {
  let last = 0;
  for (let steady = 0, times = 0; steady < 4 && times < 60; times += 1) {
    await sleep(500);
    const now = residentBytes(pid);
    steady = Math.abs(now - last) < 2 * megabyte ? steady + 1 : 0;
    last = now;
  }
}

/** `grown`: megabytes that the process had more at its worst than at the call, then no longer watched. */
function watchMemory(pid: number): { readonly grown: () => number } {
  const before = residentBytes(pid);
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, residentBytes(pid))), 20);
  return {
    grown() {
      clearInterval(watch);
      return (most - before) / megabyte;
    },
  };
}

function residentBytes(pid: number): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1024;
}

/** Bodies of 8 MB that never end, all open until each was sent or refused. */
async function floodWithoutEnd(port: number, connections: number): Promise<void> {
  const part = Buffer.alloc(8 * megabyte, 'x');
  const head = headOf(`content-length: ${part.length + 1}`);
  const sockets = Array.from({ length: connections }, async () => {
    const socket = connect(port, '127.0.0.1');
    const ended = new Promise((resolve) => socket.once('close', resolve).on('error', () => {}));
    socket.resume();
    socket.write(head);
    await Promise.race([ended, new Promise((resolve) => socket.write(part, resolve))]);
    return socket;
  });
  for (const socket of await Promise.all(sockets)) socket.destroy();
}

/** Headers of a webhook whose signature is another text's, ready for a body. */
function headOf(...more: readonly string[]): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return ['POST /api/github/webhooks HTTP/1.1', 'host: galley', ...lines, ...more, '', ''].join('\r\n');
}

const headers = {
  'content-type': 'application/json',
  'x-github-event': 'ping',
  'x-github-delivery': 'flood',
  'x-hub-signature-256': sign('other'),
};

/** Whole bodies of a megabyte, twenty at a time. Returns the statuses that were answered. */
async function floodWithWrongSignatures(port: number, count: number): Promise<ReadonlySet<number>> {
  const body = Buffer.alloc(megabyte, 'x');
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  const length = { 'content-length': String(body.length) };
  const statuses = await Promise.all(
    Array.from({ length: count }, () => statusOf(port, length, body, agent)),
  );
  agent.destroy();
  return new Set(statuses);
}

/** Without a body nothing of what was promised is sent. */
function statusOf(
  port: number,
  more: Readonly<Record<string, string>>,
  body?: Buffer,
  agent?: Agent,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const path = '/api/github/webhooks';
    const options = { port, path, method: 'POST', headers: { ...headers, ...more }, agent };
    const sent = request({ host: '127.0.0.1', ...options });
    let answered = false;
    sent.once('response', (answer) => {
      answered = true;
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    // Who is refused before the end of the body finds the connection closed.
    sent.on('error', (error) => (answered ? undefined : reject(error)));
    if (body === undefined) sent.flushHeaders();
    else sent.end(body);
  });
}

/** A byte a second, of a body that is said to be long. Returns the line of status. */
function dripUntilClosed(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    const drip = setInterval(() => socket.write('x'), 1_000);
    socket.setEncoding('latin1').on('data', (text: string) => (answer += text));
    socket.once('error', reject);
    socket.once('close', () => {
      clearInterval(drip);
      resolve(answer.split('\r\n')[0] ?? '');
    });
    socket.write(headOf('content-length: 1000'));
  });
}
