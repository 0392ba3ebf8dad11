import { removeInvisible } from '../../safety/remove-invisible.ts';
import type { CallProgress } from '../../review/ports.ts';
import type { ReviewProgress } from '../../review/review-options.ts';
import type { SuggestProgress } from '../../review/suggest-tests/suggest-options.ts';
import type { Terminal } from './terminal.ts';

export interface ProgressView {
  readonly show: (progress: ReviewProgress) => void;
  /** Removes the live line; call before anything else is printed. The next `show` brings it back. */
  readonly clear: () => void;
  /** Ends it for good. */
  readonly stop: () => void;
}

/** Between two plain lines: a CI log is read, not watched, but silence for minutes looks like a hang. */
const plainIntervalMs = 20_000;
/** Between two paintings of the live line. */
const liveIntervalMs = 80;
/** How often a waiting reader sees that time passes. */
const tickMs = 1000;

/** Progress on standard error, as the terminal can take it. */
export function showProgress(terminal: Terminal, now: () => number): ProgressView {
  if (terminal.progress === 'off') return { show: () => {}, clear: () => {}, stop: () => {} };
  const view = terminal.progress === 'live' ? liveLine(terminal) : plainLines(terminal);
  const interval = terminal.progress === 'live' ? liveIntervalMs : plainIntervalMs;
  let latest: ReviewProgress | undefined;
  let chunk = 0;
  let chunkSince = now();
  let painted = -Infinity;
  const paint = (): void => {
    if (!latest || now() - painted < interval) return;
    painted = now();
    view.print(sentence(latest, (now() - chunkSince) / 1000));
  };
  const timer = setInterval(paint, tickMs).unref();
  return {
    show(progress) {
      // A line about a slow server must not hold back the first one about a chunk.
      if (progress.step === 'asking' && latest?.step !== 'asking') painted = -Infinity;
      latest = progress;
      const current = placeOf(progress);
      if (current !== chunk) chunkSince = now();
      chunk = current;
      // What takes no second needs no plain line.
      if (terminal.progress === 'live' || current > 0) paint();
    },
    clear: view.clear,
    stop() {
      clearInterval(timer);
      latest = undefined;
      view.clear();
    },
  };
}

/** 1-based number of what is asked about; 0: nothing is. */
function placeOf(progress: ReviewProgress): number {
  if (progress.step === 'testing') return progress.target;
  return progress.step === 'asking' ? progress.chunk : 0;
}

interface Painter {
  readonly print: (text: string) => void;
  readonly clear: () => void;
}

function liveLine(terminal: Terminal): Painter {
  let isShown = false;
  const clear = (): void => {
    if (isShown) terminal.err('\r\u001b[2K');
    isShown = false;
  };
  return {
    print(text) {
      clear();
      const columns = Math.max(20, (process.stderr.columns ?? 80) - 1);
      terminal.err(Array.from(text).slice(0, columns).join(''));
      isShown = true;
    },
    clear,
  };
}

function plainLines(terminal: Terminal): Painter {
  return { print: (text) => terminal.err(`galley: ${text}\n`), clear: () => {} };
}

const steps = {
  reading: 'reading the change',
  cutting: 'cutting the change into chunks',
  measuring: 'looking at what tests reach',
  connecting: 'asking the model server what it has',
} as const;

/** Times below this are not worth a word. In seconds. */
const notableSeconds = 3;

function sentence(progress: ReviewProgress, seconds: number): string {
  const time = seconds < notableSeconds ? '' : `, ${Math.floor(seconds)} s`;
  if (progress.step === 'testing') return testingSentence(progress) + time;
  if (progress.step !== 'asking') return steps[progress.step] + time;
  const { chunk, chunks, path, findings, call } = progress;
  const state = (call ? `, ${callState(call)}` : '') + time;
  const count = findings === 0 ? '' : `, ${findings} to check`;
  return removeInvisible(`chunk ${chunk} of ${chunks}${state}${count}: ${path}`);
}

function testingSentence({
  doing,
  target,
  targets,
  accepted,
  path,
  function: name,
}: SuggestProgress): string {
  const found = accepted === 0 ? '' : `, ${accepted} found`;
  const what = doing === 'asking' ? 'asking for a test' : 'running tests';
  return removeInvisible(`function ${target} of ${targets}, ${what}${found}: ${path} ${name}`);
}

function callState(call: CallProgress): string {
  switch (call.stage) {
    case 'waiting':
      return 'waiting for the server';
    case 'loading':
      return 'loading the model';
    case 'reading':
      return call.fraction === undefined ? 'reading' : `reading ${Math.round(call.fraction * 100)} %`;
    case 'writing':
      return call.tokens === undefined ? 'writing' : `writing, ${call.tokens} tokens`;
  }
}
