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
  return { type: 'error', file, failure: describeError(error, file) };
}

function visit(task, prefix, file) {
  const name = `${prefix}${task.name}`;
  const [error] = task.result?.errors ?? [];
  if (task.type === 'suite') {
    if (error !== undefined)
      write({ type: 'error', file, failure: { ...describeError(error, file), suite: name } });
    for (const child of task.tasks) visit(child, `${name} `, file);
    return;
  }
  const status = { pass: 'passed', fail: 'failed' }[task.result?.state] ?? 'skipped';
  write({ type: 'test', file, name, status, ...(error && { failure: describeError(error, file) }) });
}
