'use strict';
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

let written = 0;

/** Where instrumented code counts: one object for all realms of this process. */
function shareHits(realm, name, hits) {
  Object.defineProperty(realm, name, { value: hits, enumerable: false, configurable: true });
}

/** Writes the counters of this process, and starts again from 0: what is written twice would count twice. */
function writeHits(hits) {
  const files = Object.entries(hits);
  if (files.length === 0) return;
  const counters = files.map(([path, { s, f, b }]) => [path, { s, f, b }]);
  const name = `hits-${process.pid}-${process.hrtime.bigint()}-${(written += 1)}.json`;
  writeFileSync(join(__dirname, name), JSON.stringify(Object.fromEntries(counters)), { flag: 'wx' });
  for (const [, { s, f, b }] of files)
    for (const counts of [s, f, ...Object.values(b)]) for (const key of Object.keys(counts)) counts[key] = 0;
}

module.exports = { shareHits, writeHits };
