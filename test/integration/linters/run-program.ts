import { execFile } from 'node:child_process';

export interface ProgramOutput {
  /** -1 for a program that did not start or was killed. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a linter in a folder. What it says counts, not how it ends: most end with 1 when they have something to say. */
export function runProgram(program: string, args: readonly string[], cwd: string): Promise<ProgramOutput> {
  const options = { cwd, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 } as const;
  return new Promise((resolve) => {
    execFile(program, args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
}
