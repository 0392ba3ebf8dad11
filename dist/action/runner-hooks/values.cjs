'use strict';

/** Longest text of one value, in characters. */
const longest = 4000;
const deepest = 8;

/**
 * A value as JavaScript that makes it again: `{ a: [1, "b"] }`. Undefined for what cannot be written down: functions,
 * instances, cycles, getters, what is too long.
 */
function toSource(value) {
  const text = write(value, 0);
  return text !== undefined && text.length <= longest ? text : undefined;
}

function write(value, depth) {
  if (depth > deepest) return undefined;
  switch (typeof value) {
    case 'string':
      return value.length > longest ? undefined : quote(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${value}n`;
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'object':
      return value === null ? 'null' : writeObject(value, depth);
    default:
      return undefined;
  }
}

function quote(text) {
  return JSON.stringify(text).replace(/[\u2028\u2029]/g, (c) => (c === '\u2028' ? '\\u2028' : '\\u2029'));
}

function writeObject(value, depth) {
  // Values come from other realms too, so that their constructors are compared by name.
  const prototype = Object.getPrototypeOf(value);
  const type = prototype === null ? 'Object' : nameOf(prototype);
  if (type === 'Date') {
    const time = Number(value);
    return Number.isNaN(time) ? 'new Date(NaN)' : `new Date(${quote(new Date(time).toISOString())})`;
  }
  if (type !== 'Object' && type !== 'Array') return undefined;
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null && type === 'Object') return undefined;
  const keys = Reflect.ownKeys(value).filter((key) => !(type === 'Array' && key === 'length'));
  if (keys.length > longest || keys.some((key) => typeof key === 'symbol' || key === '__proto__'))
    return undefined;
  const values = keys.map((key) => Object.getOwnPropertyDescriptor(value, key));
  if (values.some((property) => !('value' in property) || !property.enumerable)) return undefined;
  if (type === 'Array' && keys.some((key, i) => key !== String(i))) return undefined;
  if (type === 'Array' && keys.length !== value.length) return undefined;
  let room = longest;
  const parts = [];
  for (const [i, property] of values.entries()) {
    const text = write(property.value, depth + 1);
    if (text === undefined) return undefined;
    room -= text.length;
    if (room < 0) return undefined;
    parts.push(type === 'Array' ? text : `${key(keys[i])}: ${text}`);
  }
  if (parts.length === 0) return type === 'Array' ? '[]' : '{}';
  return type === 'Array' ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
}

function nameOf(prototype) {
  const property = Object.getOwnPropertyDescriptor(prototype, 'constructor');
  return typeof property?.value === 'function' ? property.value.name : '';
}

function key(name) {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
}

module.exports = { toSource };
