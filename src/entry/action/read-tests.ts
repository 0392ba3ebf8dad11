import { open } from 'node:fs/promises';
import { constants } from 'node:fs';
import { GalleyError } from '../../errors.ts';
import { mostPackedBytes, unpackTests } from '../../report/tests/pack-tests.ts';
import type { TestSuggestion } from '../../testgen/test-suggestion.ts';

/**
 * Tests that another job ran on this head, to be shown. Throws GalleyError: `unreadable-file`, `broken-report`,
 * `stale-report`.
 */
export async function readTests(file: string, headSha: string): Promise<readonly TestSuggestion[]> {
  return unpackTests(await readCapped(file), headSha);
}

async function readCapped(path: string): Promise<string> {
  try {
    // It comes out of an artifact that somebody else filled: no link, and no pipe that never ends.
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const facts = await file.stat();
      if (!facts.isFile()) throw unreadable(path, 'It is not a file.');
      if (facts.size > mostPackedBytes) throw unreadable(path, `It has ${facts.size} bytes.`);
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof GalleyError) throw cause;
    throw unreadable(
      path,
      `The system says ${(cause as NodeJS.ErrnoException).code ?? String(cause)}.`,
      cause,
    );
  }
}

function unreadable(path: string, why: string, cause?: unknown): GalleyError {
  return new GalleyError('unreadable-file', {
    what: `Can't read the suggested tests in ${path}`,
    why,
    todo: 'Check the input tests: the file of the artifact that the job with mode tests left',
    cause,
  });
}
