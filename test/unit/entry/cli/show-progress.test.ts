import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { showProgress } from '../../../../src/entry/cli/show-progress.ts';
import type { Terminal } from '../../../../src/entry/cli/terminal.ts';

const asking = {
  step: 'asking',
  chunk: 1,
  chunks: 2,
  files: 2,
  filesDone: 0,
  path: 'a.ts',
  findings: 0,
} as const;

function terminal(progress: Terminal['progress']): { said: string[]; terminal: Terminal } {
  const said: string[] = [];
  const rest = { env: {}, cwd: '/', isCi: false, color: false, width: 80, out: () => {} };
  return { said, terminal: { ...rest, progress, err: (text) => void said.push(text) } };
}

describe('showProgress', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('prints plain lines rarely, but never leaves a reader alone with a slow chunk', () => {
    const { said, terminal: plain } = terminal('lines');
    const view = showProgress(plain, () => Date.now());
    view.show({ step: 'reading' });
    expect(said).toEqual([]);
    view.show(asking);
    view.show({ ...asking, call: { stage: 'reading' } });
    vi.advanceTimersByTime(45_000);
    view.stop();
    vi.advanceTimersByTime(60_000);
    expect(said).toEqual([
      'galley: chunk 1 of 2: a.ts\n',
      'galley: chunk 1 of 2, reading, 20 s: a.ts\n',
      'galley: chunk 1 of 2, reading, 40 s: a.ts\n',
    ]);
  });

  it('names the first chunk at once, however long a server took to answer', () => {
    const { said, terminal: plain } = terminal('lines');
    const view = showProgress(plain, () => Date.now());
    view.show({ step: 'connecting' });
    vi.advanceTimersByTime(2000);
    view.show(asking);
    view.show({ ...asking, chunk: 2 });
    view.stop();
    expect(said).toEqual(['galley: asking the model server what it has\n', 'galley: chunk 1 of 2: a.ts\n']);
  });

  it('rewrites one line on a terminal and removes it', () => {
    const { said, terminal: live } = terminal('live');
    const view = showProgress(live, () => Date.now());
    view.show({ step: 'reading' });
    vi.advanceTimersByTime(100);
    view.show({ ...asking, findings: 2, call: { stage: 'writing', tokens: 7 } });
    view.stop();
    const erase = '\r\u001b[2K';
    expect(said).toEqual([
      'reading the change',
      erase,
      'chunk 1 of 2, writing, 7 tokens, 2 to check: a.ts',
      erase,
    ]);
  });

  it('says nothing when it is off', () => {
    const { said, terminal: quiet } = terminal('off');
    showProgress(quiet, () => 0).show(asking);
    expect(said).toEqual([]);
  });
});
