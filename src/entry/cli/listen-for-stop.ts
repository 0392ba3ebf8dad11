export interface StopListener {
  /** Aborted by the first Ctrl-C, SIGTERM or SIGHUP: the review ends and reports what it has. */
  readonly signal: AbortSignal;
  release(): void;
}

const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The first signal ends the review early, the second ends the process at once. */
export function listenForStop(): StopListener {
  const controller = new AbortController();
  const onSignal = (name: NodeJS.Signals): void => {
    if (!controller.signal.aborted) return controller.abort();
    release();
    // Not process.exit, which waits for system calls under way, such as opening a pipe that nobody writes to.
    process.kill(process.pid, name);
  };
  const release = (): void => {
    for (const name of names) process.off(name, onSignal);
  };
  for (const name of names) process.on(name, onSignal);
  return { signal: controller.signal, release };
}
