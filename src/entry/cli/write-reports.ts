import { GalleyError, isGalleyError } from '../../errors.ts';
import type { FormatTarget } from '../../report/parse-format.ts';
import type { ReportContext } from '../../report/render-report.ts';
import { renderReport } from '../../report/render-report.ts';
import type { Review } from '../../review/review.ts';
import { replaceFile } from './replace-file.ts';

/**
 * Renders and writes every report that was asked for. Files come first, so that a closed standard output loses none;
 * what could not be written to its file goes to standard output instead.
 *
 * Throws GalleyError `cannot-write` when a report did not reach its place.
 */
export async function writeReports(
  review: Review,
  targets: readonly FormatTarget[],
  context: ReportContext,
  plain: ReportContext,
): Promise<void> {
  await writeOutputs(
    targets,
    (format, place) => renderReport(format, review, place === 'file' ? plain : context),
    { root: context.root, again: 'replies are kept, so it takes no new model calls' },
  );
}

/**
 * The same for outputs of any command.
 *
 * @param where `again`: why it is no trouble to run once more, for people
 */
export async function writeOutputs<Name extends string>(
  targets: readonly FormatTarget<Name>[],
  render: (format: Name, place: 'file' | 'output') => Promise<string>,
  where: { readonly root: string | undefined; readonly again: string },
): Promise<void> {
  const failures: GalleyError[] = [];
  const toOutput: string[] = [];
  for (const { format, file } of targets.filter((target) => target.file !== undefined)) {
    const text = await render(format, 'file');
    const failure = await tryWriteFile(file ?? '', text, where);
    if (failure) {
      failures.push(failure);
      toOutput.push(text);
    }
  }
  for (const { format } of targets.filter((target) => target.file === undefined)) {
    toOutput.unshift(await render(format, 'output'));
  }
  await writeOutput(toOutput.join(''));
  if (failures[0]) throw failures[0];
}

async function tryWriteFile(
  file: string,
  text: string,
  { root, again }: { readonly root: string | undefined; readonly again: string },
): Promise<GalleyError | undefined> {
  try {
    await replaceFile(file, text, root);
    return undefined;
  } catch (cause) {
    const reason = isGalleyError(cause)
      ? `${cause.message}. ${cause.why}`
      : `The system says ${(cause as NodeJS.ErrnoException).code ?? String(cause)}.`;
    return new GalleyError('cannot-write', {
      what: `Can't write the report to ${file}`,
      why: `${reason} The report went to standard output instead.`,
      todo: `Make room or choose another place, then run again: ${again}.`,
      cause,
    });
  }
}

/**
 * Waits until the text has left the process: a report must not be lost in a pipe. That it cannot be written for another
 * reason says who watches standard output.
 */
function writeOutput(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException): void => {
      if (cause.code === 'EPIPE') reject(closedEarly(cause));
      else resolve();
    };
    process.stdout.once('error', fail);
    process.stdout.write(text, (error) => {
      if (error) return;
      process.stdout.off('error', fail);
      resolve();
    });
  });
}

function closedEarly(cause: NodeJS.ErrnoException): GalleyError {
  return new GalleyError('cannot-write', {
    what: 'Standard output was closed before the report was written',
    why: `The system says ${cause.code ?? String(cause)}.`,
    todo: 'Write it to a file: --format json=review.json',
    cause,
  });
}
