import type { Terminal } from '../terminal.ts';

export interface CountView {
  /** `suffix` stands behind the count, such as the time that is left. */
  readonly show: (done: number, all: number, suffix?: string) => void;
  /** Ends the live line; nothing is shown after it. */
  readonly stop: () => void;
}

/** Between two plain lines, and between two paintings of the live one. */
const intervalMs = { lines: 20_000, live: 200 } as const;

/** `galley: 12 of 60 questions, 20 %` on standard error, as the terminal can take it. */
export function showCount(terminal: Terminal, now: () => number): CountView {
  const { progress } = terminal;
  if (progress === 'off') return { show: () => {}, stop: () => {} };
  let told = -Infinity;
  let isShown = false;
  const clear = (): void => {
    if (isShown) terminal.err('\r\u001b[2K');
    isShown = false;
  };
  return {
    show(done, all, suffix = '') {
      if (now() - told < intervalMs[progress]) return;
      told = now();
      const share = all === 0 ? 100 : Math.floor((done / all) * 100);
      const text = `galley: ${done} of ${all} questions, ${share} %${suffix === '' ? '' : `, ${suffix}`}`;
      clear();
      terminal.err(progress === 'live' ? text : `${text}\n`);
      isShown = progress === 'live';
    },
    stop: clear,
  };
}
