import { join } from 'node:path';
import results from './results.cjs';

const { describeError, openResults } = results;
const write = openResults();

/** Works on the tree of tasks, which has been the same since Vitest 1. */
export default class GalleyReporter {
  onInit(vitest) {
    const setup = join(import.meta.dirname, 'vitest-setup.mjs');
    for (const project of vitest.projects ?? []) project.config.setupFiles.unshift(setup);
  }

  /** Until Vitest 3. */
  onFinished(files, errors) {
    finish(files, errors);
  }

  /** Since Vitest 3. */
  onTestRunEnd(modules, errors) {
    finish(
      modules.map((module) => module.task),
      errors,
    );
  }
}

/** Values are texts here, in which 5 and '5' are the same: only those count that were written down in the worker. */
function describe({ name, message, stack, galleyValues }, file) {
  return describeError({ name, message, stack, galleyValues }, file);
}

let hasFinished = false;

function finish(files, errors = []) {
  if (hasFinished) return;
  hasFinished = true;
  for (const file of files) {
    write({ type: 'file', file: file.filepath });
    for (const error of file.result?.errors ?? []) write(asError(error, file.filepath));
    for (const task of file.tasks) visit(task, '', file.filepath);
  }
  for (const error of errors) write(asError(error));
  write({ type: 'end' });
}

function asError(error, file) {
  return { type: 'error', file, failure: describe(error, file) };
}

function visit(task, prefix, file) {
  const name = `${prefix}${task.name}`;
  const [error] = task.result?.errors ?? [];
  if (task.type === 'suite') {
    if (error !== undefined) write(asError(error, file));
    for (const child of task.tasks) visit(child, `${name} `, file);
    return;
  }
  const status = statusOf(task);
  const failure = status === 'failed' ? describe(error ?? { message: 'It did not end' }, file) : undefined;
  write({ type: 'test', file, name, status, failure });
}

/** A test that was to run and has no result has not passed. */
function statusOf({ mode, result }) {
  if (result?.state === 'pass') return 'passed';
  return [mode, result?.state].some((word) => word === 'skip' || word === 'todo') ? 'skipped' : 'failed';
}
