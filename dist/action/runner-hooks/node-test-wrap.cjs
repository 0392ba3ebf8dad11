'use strict';
const { AsyncLocalStorage } = require('node:async_hooks');
const modules = require('node:module');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { randomFrom, readSettings, shuffle } = require('./results.cjs');
const original = require('node:test');

/** What node:test does not do where a file is run by itself: pick one test by its full name, shuffle, end what hangs. */
const { only, shuffleSeed, testTimeoutMs } = readSettings();
const random = shuffleSeed === undefined ? undefined : randomFrom(shuffleSeed);

/** Suite that code registers tests in: its name, and the tests that wait for its end to be shuffled. */
const suites = new AsyncLocalStorage();
const top = { names: [], waiting: undefined };

function register(start) {
  const suite = suites.getStore() ?? top;
  if (random === undefined) return start();
  if (suite === top) startTogether();
  if (suite.waiting === undefined) return start();
  return new Promise((resolve) => suite.waiting.push(() => resolve(start())));
}

/** What a module registers at its top without waiting: all of it, unless it awaits each test. */
function startTogether() {
  if (top.waiting !== undefined) return;
  top.waiting = [];
  queueMicrotask(() => flush(top));
}

function flush(suite) {
  const waiting = suite.waiting ?? [];
  suite.waiting = undefined;
  for (const start of shuffle(waiting, random)) start();
}

function wrap(start, isSuite) {
  return (...args) => {
    const body = args.find((arg) => typeof arg === 'function');
    const options = args.find((arg) => typeof arg === 'object' && arg !== null) ?? {};
    const name = typeof args[0] === 'string' ? args[0] : (body?.name ?? '') || '<anonymous>';
    const names = [...(suites.getStore() ?? top).names, name];
    if (!isWanted(names.join(' '), isSuite)) return Promise.resolve();
    const limit = isSuite || testTimeoutMs === undefined ? {} : { timeout: testTimeoutMs };
    const run = isSuite && body !== undefined ? enter(names, body) : body;
    return register(() => start(name, { ...limit, ...options }, ...(run === undefined ? [] : [run])));
  };
}

function isWanted(name, isSuite) {
  return only === undefined || (!isSuite && name === only) || only.startsWith(`${name} `);
}

function enter(names, body) {
  return function (...args) {
    const suite = { names, waiting: random === undefined ? undefined : [] };
    return suites.run(suite, () => {
      const done = Reflect.apply(body, this, args);
      flush(suite);
      return done;
    });
  };
}

/** Also `it.skip` and its like. */
function wrapAll(start, isSuite) {
  const variants = Object.entries(start).map(([name, value]) => {
    const isVariant = ['skip', 'todo', 'only', 'expectFailure'].includes(name);
    return [name, isVariant ? wrap(value, isSuite) : value];
  });
  return Object.assign(wrap(start, isSuite), Object.fromEntries(variants));
}

const groups = ['describe', 'suite'];
const singles = ['it', 'test'];
const wrapped = wrapAll(original, false);
for (const name of [...groups, ...singles]) {
  const start = original[name];
  if (start !== undefined)
    wrapped[name] = start === original ? wrapped : wrapAll(start, groups.includes(name));
}
globalThis[Symbol.for('galley.node-test')] = wrapped;

const { _load } = modules;
modules._load = function (request, ...rest) {
  return request === 'node:test' ? wrapped : Reflect.apply(_load, this, [request, ...rest]);
};
for (const name of [...groups, ...singles]) if (original[name] !== undefined) original[name] = wrapped[name];
modules.syncBuiltinESMExports();

// What is left is `import test from 'node:test'`. A hook for it takes a thread, and time: not for a limit of time alone.
if (only !== undefined || random !== undefined) redirectImports();

function redirectImports() {
  const names = Object.keys(wrapped).join(', ');
  const code = `const all = globalThis[Symbol.for('galley.node-test')]; export default all; export const { ${names} } = all;`;
  const url = `data:text/javascript,${encodeURIComponent(code)}`;
  // Not `registerHooks`: Node 24 cannot have those beside the ones that loaders of TypeScript register.
  modules.register(pathToFileURL(join(__dirname, 'node-test-resolve.mjs')), { data: { url } });
}
