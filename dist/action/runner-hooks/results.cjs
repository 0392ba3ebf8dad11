'use strict';
const { closeSync, openSync, readFileSync, realpathSync, writeSync } = require('node:fs');
const { join } = require('node:path');
const { fileURLToPath } = require('node:url');
const { toSource } = require('./values.cjs');

/** Longest message, in characters. */
const longest = 4000;

/** What this run is asked for. */
function readSettings() {
  return JSON.parse(readFileSync(join(__dirname, 'settings.json'), 'utf8'));
}

/**
 * Opens the file that results go to, one JSON object a line, and forgets its name: tests may print what they like,
 * only what stands in this file counts. Returns a function that writes one.
 */
function openResults() {
  const name = process.env.GALLEY_RESULTS;
  delete process.env.GALLEY_RESULTS;
  const file = openSync(name, 'wx', 0o600);
  return (event) => {
    writeSync(file, `${JSON.stringify(event)}\n`);
    if (event.type === 'end') closeSync(file);
  };
}

/** What is told of an error, which may be anything that was thrown. `file`: of the test, its path. */
function describeError(error, file) {
  const isObject = typeof error === 'object' && error !== null;
  const message = String((isObject && error.message) || error).slice(0, longest);
  if (!isObject) return { message, kind: 'Error' };
  return {
    message,
    kind: isAssertion(error) ? 'assertion' : kindOf(error),
    ...valuesOf(error),
    line: findLine(String(error.stack ?? ''), file),
  };
}

function isAssertion(error) {
  return (
    error.code === 'ERR_ASSERTION' ||
    /Assertion/.test(String(error.name)) ||
    error.matcherResult !== undefined ||
    error.galleyValues !== undefined
  );
}

function kindOf(error) {
  const name = error.name ?? error.constructor?.name;
  return typeof name === 'string' && name !== '' ? name : 'Error';
}

/** As source text. Undefined where a value cannot be written down, or where there is none. */
function valuesOf(error) {
  if (error.galleyValues !== undefined) return error.galleyValues;
  const values = error.matcherResult ?? error;
  if (!('expected' in values) || !('actual' in values)) return {};
  return { expected: toSource(values.expected), actual: toSource(values.actual) };
}

/** 1-based line of `file` in the topmost frame that is in it. */
function findLine(stack, file) {
  if (file === undefined) return undefined;
  for (const text of stack.split('\n')) {
    const place = /(?:\(|at |async |^)((?:file:\/\/)?[^\s():][^():]*):(\d+)(?::\d+)?\)?$/.exec(text.trim());
    if (place !== null && isSame(place[1], file)) return Number(place[2]);
  }
  return undefined;
}

function isSame(path, file) {
  try {
    const plain = path.startsWith('file://') ? fileURLToPath(path) : path;
    return plain === file || realpathSync(plain) === realpathSync(file);
  } catch {
    return false;
  }
}

/** Numbers from 0 to below 1, the same ones for the same seed (mulberry32). */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Reorders a list in place (Fisher and Yates). */
function shuffle(list, random) {
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j], list[i]];
  }
  return list;
}

module.exports = { describeError, openResults, randomFrom, readSettings, shuffle };
