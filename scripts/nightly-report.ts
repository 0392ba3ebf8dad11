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

/** `bench/NIGHTLY.md`: the whole matrices' last results. */
export function renderNightly(runs: readonly NightlyRun[], at: NightlySurroundings): string {
  const lines = runs.map(
    ({ command, exitCode, result }) =>
      `- \`${command}\` ${exitCode === 0 ? 'passed' : `FAILED (exit code ${exitCode})`}: ${result || 'no output'}`,
  );
  return `# Last nightly run

Written by \`npm run nightly\`: whole matrices, of which \`npm test\` runs a sample.

${at.date}, Node ${at.node}, ${at.machine}.

${lines.join('\n')}
`;
}
