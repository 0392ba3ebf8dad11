'use strict';
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { readSettings } = require('./results.cjs');

/** The repository's own options without those that choose, repeat, hide or report tests. */
const own = join(process.cwd(), 'package.json');
const { findConfig, loadConfig } = requireFirst('mocha/lib/cli/config.cjs', 'mocha/lib/cli/config.js');
const ours = [
  'spec',
  'reporter',
  'reporter-option',
  'reporter-options',
  'reporterOption',
  'reporterOptions',
  'R',
];
const choosing = ['grep', 'fgrep', 'g', 'f', 'invert', 'i', 'forbid-only', 'forbidOnly', 'forbid-pending'];
const repeating = [
  'parallel',
  'p',
  'jobs',
  'j',
  'watch',
  'w',
  'retries',
  'bail',
  'b',
  'dry-run',
  'dryRun',
  'exit',
];
const { testTimeoutMs, isWholeSuite } = readSettings();

const found = process.env.GALLEY_MOCHA_CONFIG ?? findConfig(process.cwd());
delete process.env.GALLEY_MOCHA_CONFIG;
const options = { ...readPackage(), ...(found ? loadConfig(found) : {}) };
const { spec } = options;
for (const name of [...ours, ...choosing, ...repeating]) delete options[name];
if (isWholeSuite && spec !== undefined) options.spec = spec;
if (testTimeoutMs !== undefined) {
  delete options.t;
  options.timeout = testTimeoutMs;
}

/** Until mocha 12 all of it was CommonJS. */
function requireFirst(...names) {
  const fromPackage = createRequire(own);
  const paths = names.map((name) => {
    try {
      return fromPackage.resolve(name);
    } catch {
      return undefined;
    }
  });
  return fromPackage(paths.find((path) => path !== undefined) ?? names[0]);
}

function readPackage() {
  try {
    return JSON.parse(readFileSync(own, 'utf8')).mocha ?? {};
  } catch {
    return {};
  }
}

module.exports = options;
