'use strict';
const vm = require('node:vm');
const { setClock } = require('./clock.cjs');
const { shareHits, writeHits } = require('./hits.cjs');
const { readSettings } = require('./results.cjs');

/** Loaded before a runner that runs tests in its own process, or in other realms of it. */
const { clock, counters } = readSettings();
const hits = {};

function prepare(realm, run) {
  if (counters !== undefined) shareHits(realm, counters, hits);
  if (clock !== undefined) run(clock);
}

prepare(globalThis, ({ kind, time }) => setClock(globalThis, kind, time));
if (counters !== undefined) process.on('exit', () => writeHits(hits));

// Jest gives each test file a realm of its own.
const { createContext } = vm;
vm.createContext = function (...args) {
  const realm = Reflect.apply(createContext, this, args);
  prepare(realm, ({ kind, time }) =>
    vm.runInContext(`(${setClock})(globalThis, ${JSON.stringify(kind)}, ${Number(time)})`, realm),
  );
  return realm;
};
