/**
 * Runs the task at the first call and gives its result to all. A failure is forgotten, so that the next call tries
 * again: the caller whose signal stopped it must not spoil it for the others.
 */
export function rememberOnce<T>(
  task: (signal: AbortSignal) => Promise<T>,
): (signal: AbortSignal) => Promise<T> {
  let running: Promise<T> | undefined;
  return (signal) => {
    const mine = (running ??= task(signal));
    mine.catch(() => {
      if (running === mine) running = undefined;
    });
    return mine;
  };
}
