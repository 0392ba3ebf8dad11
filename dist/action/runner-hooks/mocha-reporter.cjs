'use strict';
const { describeError, openResults, randomFrom, readSettings, shuffle } = require('./results.cjs');

const write = openResults();
const { shuffleSeed } = readSettings();

/** Time for a rejection that nobody waited for to show, in milliseconds. */
const afterwards = 20;

module.exports = class GalleyReporter {
  #late = new Set();

  constructor(runner) {
    if (shuffleSeed !== undefined) shuffleSuite(runner.suite, randomFrom(shuffleSeed));
    const ids = new Map();
    const say = (test, status, error) => {
      if (!ids.has(test)) ids.set(test, ids.size);
      const failure = error === undefined ? undefined : describeError(error, test.file);
      write({ type: 'test', id: ids.get(test), file: test.file, name: test.fullTitle(), status, failure });
    };
    runner.on('pass', (test) => say(test, 'passed'));
    runner.on('pending', (test) => say(test, 'skipped'));
    // Also after `pass`, for a test that calls back twice or throws later; and for hooks.
    runner.on('fail', (test, error) => say(test, 'failed', error));
    process.on('unhandledRejection', (error) => this.#late.add(error));
  }

  done(failures, exit) {
    process.on('uncaughtException', (error) => this.#late.add(error));
    setTimeout(() => {
      for (const error of this.#late) write({ type: 'error', failure: describeError(error) });
      write({ type: 'end' });
      exit(failures + this.#late.size);
    }, afterwards);
  }
};

function shuffleSuite(suite, random) {
  shuffle(suite.tests, random);
  shuffle(suite.suites, random);
  for (const child of suite.suites) shuffleSuite(child, random);
}
