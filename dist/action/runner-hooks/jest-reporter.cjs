'use strict';
const { describeError, openResults } = require('./results.cjs');

const write = openResults();

/** Time for a rejection that nobody waited for to show, in milliseconds. */
const afterwards = 20;

module.exports = class GalleyReporter {
  onTestResult(test, { testResults, testExecError }) {
    const file = test.path;
    write({ type: 'file', file });
    if (testExecError) write({ type: 'error', file, failure: describeError(testExecError, file) });
    for (const { fullName, status, failureDetails, failureMessages } of testResults) {
      const known = { passed: 'passed', failed: 'failed' }[status] ?? 'skipped';
      const failure =
        known === 'failed' ? describeFailure(failureDetails[0], failureMessages[0], file) : undefined;
      write({ type: 'test', file, name: fullName, status: known, failure });
    }
  }

  async onRunComplete(contexts, { runExecError }) {
    if (runExecError) write({ type: 'error', failure: describeError(runExecError) });
    await showLateErrors();
    write({ type: 'end' });
  }

  getLastError() {
    return undefined;
  }
};

async function showLateErrors() {
  const keep = (error) => write({ type: 'error', failure: describeError(error) });
  process.on('unhandledRejection', keep).on('uncaughtException', keep);
  await new Promise((resolve) => setTimeout(resolve, afterwards));
}

/** `details` is what was thrown, or a record around it; the message always has the stack. */
function describeFailure(details, message, file) {
  const error = details?.error ?? details ?? {};
  const stack = String(error.stack ?? message);
  const text = String(error.message ?? message ?? 'failed').replace(/\u001b\[[\d;]*m/g, '');
  const name = /^([A-Z]\w*)(?=:|$)/m.exec(stack)?.[1] ?? 'Error';
  const { code, matcherResult, actual, expected, operator } = error;
  const values = operator === undefined && matcherResult === undefined ? {} : { actual, expected };
  return describeError({ name, message: text, stack, code, matcherResult, ...values }, file);
}
