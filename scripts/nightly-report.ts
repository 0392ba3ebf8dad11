/** Exit code of a script that lacks what it needs here, as automake has it: its last result is kept. */
export const cannotRun = 77;

/** One nightly script, run to its end. */
export interface NightlyRun {
  readonly command: string;
  /** 0: nothing was found. A script that was killed counts as 1. */
  readonly exitCode: number;
  /** The last line it wrote, empty when it wrote none. */
  readonly result: string;
}

/** Where and when they ran. */
export interface NightlySurroundings {
  /** As YYYY-MM-DD, UTC. */
  readonly date: string;
  readonly node: string;
  readonly machine: string;
}

/**
 * `bench/NIGHTLY.md`: each whole matrix's last result, by command.
 *
 * @param before the file as it was: results of matrices that did not run now are kept
 */
export function renderNightly(
  runs: readonly NightlyRun[],
  { date, node, machine }: NightlySurroundings,
  before = '',
): string {
  const lines = new Map(
    [...before.matchAll(/^- `([^`]+)` .*$/gm)].map(([line, command = '']) => [command, line]),
  );
  for (const { command, exitCode, result } of runs) {
    if (exitCode === cannotRun) continue;
    const outcome = exitCode === 0 ? 'passed' : `FAILED (exit code ${exitCode})`;
    lines.set(
      command,
      `- \`${command}\` ${outcome}: ${result || 'no output'} (${date}, Node ${node}, ${machine})`,
    );
  }
  const sorted = [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
  return `# Last nightly run

Written by \`npm run nightly\`: whole matrices, of which \`npm test\` runs a sample.

${sorted.join('\n')}
`;
}
