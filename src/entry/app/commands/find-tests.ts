import { describeFailure, isGalleyError, type GalleyError } from '../../../errors.ts';
import { renderTestsReply, renderTestsUnrun } from '../../../report/tests/render-tests-reply.ts';
import type { PullRequest } from '../../../review/forge-ports.ts';
import { chooseTests } from '../../tests/choose-tests.ts';
import { escapeMarkdown } from '../../../safety/escape-markdown.ts';
import { suggestFrom } from '../../tests/run-suggesting.ts';
import type { CommandRunnerOptions } from './command-runner-options.ts';
import { layHead } from './lay-head.ts';
import { listFunctions } from './list-functions.ts';
import type { CommandPull } from './open-command-pull.ts';
import { findUntested } from './find-untested.ts';
import { findPrepared } from './find-prepared.ts';
import { openHeadTests } from './open-head-tests.ts';
import { patchOfTests } from './patch-of-tests.ts';

/** How many functions get tests, and for how long they are looked for: less than who waits for them has patience. */
const limits = chooseTests([], { max: '5', samples: '4', budget: '10m' });

const whatToSet =
  'the operator of the app has prepared nothing to run them in. That is `GALLEY_RUNNER`, a folder with an `OWNER/NAME` for each repository whose dependencies are installed, or an `OWNER/NAME.tar`, an image saved by `docker save`; or `GALLEY_RUNNER_INSTALL`, a command such as `npm ci` that is run once for each lock file of the base.';

/**
 * What `/galley tests` answers. Code of the head runs in the sandbox alone, without network, in a scratch copy; it is laid
 * out from the mirror by our own hands, so that nothing git could be told to run is run.
 *
 * Throws GalleyError.
 */
export async function findTests(
  pull: PullRequest,
  opening: CommandPull,
  options: CommandRunnerOptions,
  signal: AbortSignal,
): Promise<string> {
  const { prepared, terminal, log } = options;
  const unrun = async (why: string): Promise<string> => {
    const functions = await listFunctions(opening, log, signal);
    const known = findUntested(functions, pull.head.sha, opening.mirror, { env: terminal.env, signal });
    return renderTestsUnrun(await known, why);
  };
  if (prepared === undefined) return unrun(whatToSet);
  if (opening.opened.ports.blobs === undefined)
    return unrun('git could not fetch the pull request, so nobody has its files.');
  const installed = await findPrepared(prepared, pull, opening.mirror, { env: terminal.env, log, signal });
  if ('why' in installed) return unrun(installed.why);
  const head = await layHead(opening.mirror, pull.head.sha, installed.folder, { env: terminal.env, signal });
  try {
    const open = await openHeadTests(pull, opening, head, { env: terminal.env, log, signal });
    const run = await suggestFrom(open, {
      ...{ ...limits, wrapModel: opening.wrapModel },
      ...{ reports: [], isCatching: false, unsafeRun: false, image: installed.image, onProgress: () => {} },
      ...{ terminal: { ...terminal, cwd: head.root }, log, signal },
    });
    const patch = await patchOfTests(run.review.tests, head);
    return renderTestsReply({ ...run, patch });
  } catch (error) {
    const why = isGalleyError(error) ? whyUnable(error, installed.image !== undefined) : undefined;
    if (why === undefined) throw error;
    log.warn('tests cannot be run', { why: String(error) });
    return unrun(why);
  } finally {
    await head.close();
  }
}

const reasons: Readonly<Record<string, string>> = {
  'sandbox-missing': 'this server has no sandbox to run them in; `galley doctor` tells its operator more.',
  'runner-missing': 'nothing here runs tests: no vitest, jest, mocha, node:test or pytest was found.',
};

/** Undefined: that is no reason but a failure. */
function whyUnable(error: GalleyError, isInImage: boolean): string | undefined {
  const reason = reasons[error.code];
  if (reason === undefined || !isInImage) return reason;
  const told = escapeMarkdown(describeFailure(error));
  return `they cannot be run in the image that the operator of the app has prepared. ${told}`;
}
