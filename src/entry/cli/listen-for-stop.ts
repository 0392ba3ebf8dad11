export interface StopListener {
  /** Aborted by the first Ctrl-C, SIGTERM or SIGHUP: the review ends and reports what it has. */
  readonly signal: AbortSignal;
  release(): void;
}

/** Exit code of a process ended by SIGINT, as shells count it. */
const interruptedCode = 130;

/** The first signal ends the review early, the second ends the process at once. */
export function listenForStop(): StopListener {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(interruptedCode);
    controller.abort();
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, onSignal);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of names) process.off(name, onSignal);
    },
  };
}
