import { Refusal, errorReply } from './reply.ts';

/** Reads the fields of a request's body; a field of another type is refused with 422 as the forge's schema check does. */
export interface Fields {
  readonly text: (name: string) => string;
  /** Absent and null are undefined. */
  readonly maybeText: (name: string) => string | undefined;
  readonly maybeInteger: (name: string) => number | undefined;
  readonly maybeBoolean: (name: string) => boolean | undefined;
  readonly maybeOneOf: <T extends string>(name: string, values: readonly T[]) => T | undefined;
  /** Absent and null are undefined. */
  readonly maybeList: (name: string) => readonly Record<string, unknown>[] | undefined;
  readonly maybeObject: (name: string) => Record<string, unknown> | undefined;
  /** Refuses fields that the schema does not name. */
  readonly only: (names: readonly string[]) => void;
}

export function readFields(body: Readonly<Record<string, unknown>>, page: string): Fields {
  const refuse = (said: string): Refusal =>
    new Refusal(errorReply(422, `Invalid request.\n\n${said}`, { page }));
  const typed = <T>(name: string, type: string, fits: (value: unknown) => value is T): T | undefined => {
    const value = body[name];
    if (value === undefined || value === null) return undefined;
    if (!fits(value)) throw refuse(`For 'properties/${name}', ${JSON.stringify(value)} is not ${type}.`);
    return value;
  };
  const maybeText = (name: string): string | undefined => typed(name, 'a string', isString);
  return {
    maybeText,
    text(name) {
      const value = maybeText(name);
      if (value === undefined) throw refuse(`"${name}" wasn't supplied.`);
      return value;
    },
    maybeInteger: (name) => typed(name, 'an integer', isInteger),
    maybeBoolean: (name) => typed(name, 'a boolean', isBoolean),
    maybeOneOf<T extends string>(name: string, values: readonly T[]) {
      const value = maybeText(name);
      const found = values.find((each) => each === value);
      if (value === undefined || found !== undefined) return found;
      throw refuse(`For 'properties/${name}', ${value} is not a member of ${JSON.stringify(values)}.`);
    },
    maybeList: (name) => typed(name, 'an array of objects', isListOfObjects),
    maybeObject: (name) => typed(name, 'an object', isObject),
    only(names) {
      const other = Object.keys(body).find((name) => !names.includes(name));
      if (other !== undefined) throw refuse(`"${other}" is not a permitted key.`);
    },
  };
}

const isString = (value: unknown): value is string => typeof value === 'string';
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isInteger = (value: unknown): value is number => Number.isSafeInteger(value);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isListOfObjects = (value: unknown): value is Record<string, unknown>[] =>
  Array.isArray(value) && value.every(isObject);
