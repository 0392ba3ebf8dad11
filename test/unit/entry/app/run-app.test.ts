import { expect, it, vi } from 'vitest';
import { runApp } from '../../../../src/entry/app/run-app.ts';
import { createAppLog } from '../../../../src/entry/app/log/create-app-log.ts';

function appWith(stopWorker: () => Promise<void>) {
  const done: string[] = [];
  const lines: string[] = [];
  const log = createAppLog({
    ...{ form: 'json', least: 'info', hide: (text) => text, now: () => 0 },
    write: (text) => void lines.push(text),
  });
  const server = {
    url: 'http://127.0.0.1:1',
    close: async () => void done.push('door'),
    closeNow: () => void done.push('connections'),
  };
  const background = [{ stop: () => stopWorker().then(() => void done.push('worker')) }];
  const close = async (): Promise<void> => void done.push('store');
  return { app: { server, background, close, log }, done, lines };
}

it('runs until it is told to stop, then ends in order: the store last', async () => {
  const stop = new AbortController();
  const { app, done } = appWith(async () => {});
  const running = runApp(app, stop.signal);
  await Promise.resolve();
  expect(done).toEqual([]);
  stop.abort();
  await running;
  expect(done).toEqual(['door', 'worker', 'connections', 'store']);
});

it('R8: ends within ten seconds, whoever hangs', async () => {
  vi.useFakeTimers();
  try {
    const { app, done, lines } = appWith(() => new Promise(() => {}));
    const running = runApp(app, AbortSignal.abort());
    await vi.advanceTimersByTimeAsync(9_000);
    await running;
    expect(done).toEqual(['door', 'connections', 'store']);
    expect(lines.join('')).toContain('not everything ended in time');
  } finally {
    vi.useRealTimers();
  }
});
