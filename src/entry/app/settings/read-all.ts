import { describeFailure, GalleyError, isGalleyError } from '../../../errors.ts';
import { hangText } from '../../../report/hang-text.ts';

type Reader = () => unknown;
type Read<Readers extends Record<string, Reader>> = {
  [Name in keyof Readers]: Awaited<ReturnType<Readers[Name]>>;
};

/**
 * Several readings, in their order. Whoever sets something up hears of all that is wrong at once, not of one thing after
 * the other.
 *
 * @throws GalleyError: the one that was met, or one that tells all of them; see `problemsOf`
 */
export async function readAll<Readers extends Record<string, Reader>>(
  readers: Readers,
): Promise<Read<Readers>> {
  const problems: GalleyError[] = [];
  const read: Record<string, unknown> = {};
  for (const [name, reader] of Object.entries(readers))
    try {
      read[name] = await reader();
    } catch (error) {
      if (!isGalleyError(error)) throw error;
      problems.push(...problemsOf(error));
    }
  const [first, second] = problems;
  if (first !== undefined) throw second === undefined ? first : together(problems);
  return read as Read<Readers>;
}

/** What one error of `readAll` tells, each by itself. */
export function problemsOf(error: GalleyError): readonly GalleyError[] {
  return error.cause instanceof Together ? error.cause.errors : [error];
}

class Together extends AggregateError {
  declare readonly errors: GalleyError[];
}

function together(problems: readonly GalleyError[]): GalleyError {
  const told = problems.flatMap((problem) => [
    ...hangText(describeFailure(problem), '- ', 2, columns),
    ...(problem.todo === '' ? [] : hangText(problem.todo, '  ', 2, columns)),
  ]);
  return new GalleyError('invalid-config', {
    what: `${problems.length} things are missing or wrong`,
    why: told.join('\n'),
    todo: 'galley serve --help names the variables, docs/SERVER.md explains them.',
    cause: new Together(problems),
  });
}

/** Of a terminal that nobody has widened. */
const columns = 80;
