/** What became of the text that went to standard output. */
export interface OutputWatch {
  /**
   * Waits until everything has left the process. A reader that leaves early, such as `head`, is no fault; text that is
   * lost otherwise is: it is told once, and the exit code becomes 2.
   */
  finish(exitCode: number): Promise<number>;
}

/** Listens from now on, so that no failing write ends the process with a stack trace. */
export function watchOutput(): OutputWatch {
  const { stdout, stderr } = process;
  let lost: NodeJS.ErrnoException | undefined;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') lost ??= error;
  });
  // Progress and messages that nobody can read are no reason to stop.
  stderr.on('error', () => {});
  return {
    async finish(exitCode) {
      await new Promise<void>((resolve) => stdout.write('', () => resolve()));
      if (lost === undefined) return exitCode;
      stderr.write(
        `galley: Standard output can't be written\nThe system says ${lost.code ?? lost.message}.\nMake room there, or send the output to another place.\n`,
      );
      return 2;
    },
  };
}
