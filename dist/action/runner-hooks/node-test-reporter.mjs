import results from './results.cjs';

const { describeError, openResults } = results;
const write = openResults();

/** Says nothing on stdout. */
export default async function* (events) {
  const names = [];
  const parents = new Set();
  let id = 0;
  for await (const { type, data } of events) {
    if (type === 'test:start') {
      names[data.nesting] = data.name;
      if (data.nesting > 0) parents.add(data.nesting - 1);
    } else if (type === 'test:pass' || type === 'test:fail') {
      const hadChildren = parents.delete(data.nesting);
      const event = asTest(type, data, [...names.slice(0, data.nesting), data.name].join(' '), hadChildren);
      if (event !== undefined) write({ ...event, id: (id += 1) });
    } else if (type === 'test:diagnostic' && /asynchronous activity after the test/.test(data.message)) {
      write({ type: 'error', failure: { message: data.message, kind: 'Error' } });
    }
  }
  write({ type: 'end' });
}

/** Undefined for what only groups others. */
function asTest(type, data, name, hadChildren) {
  const error = data.details?.error;
  const isGroup = data.details?.type === 'suite' || hadChildren;
  if (type === 'test:pass' && isGroup) return undefined;
  if (isGroup && error?.failureType === 'subtestsFailed') return undefined;
  const file = process.argv[1];
  if (type === 'test:fail' && !isLeftOut(data))
    return { type: 'test', file, name, status: 'failed', failure: describeError(causeOf(error), file) };
  return { type: 'test', file, name, status: isLeftOut(data) ? 'skipped' : 'passed' };
}

/** Skipped, or still to be done. */
function isLeftOut({ skip, todo }) {
  return [skip, todo].some((reason) => reason !== undefined && reason !== false);
}

/** What the test threw stands behind node's own error. */
function causeOf(error) {
  const isWrapped =
    error?.code === 'ERR_TEST_FAILURE' && typeof error.cause === 'object' && error.cause !== null;
  return isWrapped ? error.cause : error;
}
