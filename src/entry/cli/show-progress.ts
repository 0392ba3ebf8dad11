import { removeInvisible } from '../../safety/remove-invisible.ts';
import type { CallProgress } from '../../review/ports.ts';
import type { ReviewProgress } from '../../review/review-options.ts';
import type { Terminal } from './terminal.ts';

export interface ProgressView {
  readonly show: (progress: ReviewProgress) => void;
  /** Removes the live line; call before anything else is printed. */
  readonly clear: () => void;
}

/** Between two plain lines, unless a new chunk begins: a CI log is read, not watched. */
const plainIntervalMs = 10_000;
/** Between two paintings of the live line. */
const liveIntervalMs = 80;

/** Progress on standard error, as the terminal can take it. */
export function showProgress(terminal: Terminal, now: () => number): ProgressView {
  if (terminal.progress === 'off') return { show: () => {}, clear: () => {} };
  return terminal.progress === 'live' ? liveLine(terminal, now) : plainLines(terminal, now);
}

function liveLine(terminal: Terminal, now: () => number): ProgressView {
  let painted = -Infinity;
  let isShown = false;
  const clear = (): void => {
    if (isShown) terminal.err('\r\u001b[2K');
    isShown = false;
  };
  return {
    show(progress) {
      if (now() - painted < liveIntervalMs && progress.step === 'asking' && progress.call) return;
      painted = now();
      clear();
      const columns = Math.max(20, (process.stderr.columns ?? 80) - 1);
      terminal.err(Array.from(sentence(progress)).slice(0, columns).join(''));
      isShown = true;
    },
    clear,
  };
}

function plainLines(terminal: Terminal, now: () => number): ProgressView {
  let printed = -Infinity;
  return {
    show(progress) {
      if (progress.step !== 'asking' || progress.call || now() - printed < plainIntervalMs) return;
      printed = now();
      terminal.err(`galley: ${sentence(progress)}\n`);
    },
    clear: () => {},
  };
}

const steps = {
  reading: 'reading the change',
  cutting: 'cutting the change into chunks',
  connecting: 'asking the model server what it has',
} as const;

function sentence(progress: ReviewProgress): string {
  if (progress.step !== 'asking') return steps[progress.step];
  const { chunk, chunks, path, findings, call } = progress;
  const state = call ? `, ${callState(call)}` : '';
  const count = findings === 0 ? '' : `, ${findings} to check`;
  return removeInvisible(`chunk ${chunk} of ${chunks}${state}${count}: ${path}`);
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
