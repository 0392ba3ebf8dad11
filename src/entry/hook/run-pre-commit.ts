import { describeFailure, isGalleyError } from '../../errors.ts';
import { createStagedWriter, type WriteStep } from '../../git/staged/create-staged-writer.ts';
import { tellReport } from './tell-report.ts';

/**
 * `galley hook pre-commit [--strict]`. Most commits stage nothing that could be documented: those end here, before a parser,
 * a setting or a model is loaded.
 *
 * @returns 0 whatever happens, with one line on standard error where something was not done; with `--strict` a fault is 2
 */
export async function runPreCommit(args: readonly string[]): Promise<number> {
  const { env } = process;
  if (env['GALLEY'] === '0') return 0;
  const isStrict = args.includes('--strict');
  const stop = new AbortController();
  // Ctrl-C is for git too: it ends the commit, and nothing was written.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => stop.abort());
  try {
    const onStep = env['GALLEY_LOG'] === 'debug' ? { onStep: tellStep } : {};
    const writer = createStagedWriter({ cwd: process.cwd(), env, signal: stop.signal, ...onStep });
    const listing = writer.list(stop.signal);
    // While git looks: the line of the hook starts us where there is something to see.
    const loading = import('./document-commit.ts');
    loading.catch(() => {}); // Thrown below, unless there is nothing to do.
    const paths = await listing;
    if (paths.length === 0) return 0;
    const reading = writer.read(stop.signal);
    reading.catch(() => {}); // Thrown where it is waited for.
    const { documentCommit } = await loading;
    const elapsed = (): number => performance.now();
    const report = await documentCommit({ writer, paths, reading, signal: stop.signal, elapsed });
    process.stderr.write(tellReport(report));
    return 0;
  } catch (error) {
    process.stderr.write(`galley: no docstrings: ${tellError(error)}\n`);
    return isStrict ? 2 : 0;
  }
}

/** With the milliseconds of this process until now. */
function tellStep(step: WriteStep): void {
  process.stderr.write(`galley: debug: ${step} at ${performance.now().toFixed(1)} ms\n`);
}

function tellError(error: unknown): string {
  const text = isGalleyError(error) ? describeFailure(error) : `internal error: ${String(error)}`;
  return (text.split('\n')[0] ?? '').slice(0, 400);
}
