import type { Subject } from './build-subject.ts';
import { atMost, plain, round, type Result } from './figure.ts';
import { generateChange } from './generate-change.ts';
import { runReadAndCut } from './run-read-and-cut.ts';

const sizes = [12_500, 25_000, 50_000, 100_000];
const changedLinesPerFile = 65;

/** Peak memory of reading and cutting changes of growing size. */
export function measureMemory(subject: Subject): Result {
  const peaks = sizes.map((lines) => {
    const change = generateChange(Math.round(lines / changedLinesPerFile), lines);
    try {
      return { lines: change.changedLines, peak: runReadAndCut(subject, change.folder).peakMegabytes };
    } finally {
      change.remove();
    }
  });
  const last = peaks.at(-1);
  // Megabytes for each thousand lines more: constant when memory grows linearly.
  const slopes = peaks.slice(1).map(({ lines, peak }, index) => {
    const before = peaks[index];
    return ((peak - (before?.peak ?? NaN)) / (lines - (before?.lines ?? NaN))) * 1000;
  });
  return {
    title: 'Memory',
    method: `Largest resident size of one process that reads and cuts ${changedLinesPerFile} changed lines a file.`,
    figures: [
      atMost(`${last?.lines ?? 0} changed lines`, last?.peak ?? NaN, 400, ' MB'),
      ...peaks.slice(0, -1).map(({ lines, peak }) => plain(`${lines} changed lines`, `${round(peak)} MB`)),
      plain('MB for each 1,000 lines more', slopes.map(round).join(', ')),
    ],
  };
}
