import type { Command } from 'commander';
import { listenForStop } from '../cli/listen-for-stop.ts';
import { runApp } from './run-app.ts';
import { readConfiguration } from './start/app-configuration.ts';
import { keepHeapSmall } from './start/keep-heap-small.ts';

/** `galley serve`. Returns the exit code when it was told to stop. */
export async function runServe(command: Command): Promise<number> {
  if (command.opts<{ check?: boolean }>().check === true) {
    const { checkApp } = await import('./start/check-app.ts');
    return checkApp(command);
  }
  const stop = listenForStop();
  try {
    const configuration = await readConfiguration(command);
    keepHeapSmall();
    // Database, queue and Probot: nobody who mistyped a setting waits for them.
    const { openApp } = await import('./start/open-app.ts');
    await runApp(await openApp(configuration, stop.signal), stop.signal);
    // Whatever else still holds this process, such as a connection that hangs, must not hold up its end.
    setTimeout(() => process.exit(0), 200).unref();
    return 0;
  } finally {
    stop.release();
  }
}
