import { isDeeperThan } from '../is-deeper-than.ts';
import { staticExport, staticValue } from './eslint/static-value.ts';
import { parseIni, type IniSection } from './ini.ts';
import type { StyleFiles } from './style-files.ts';
import { foldersAbove, inFolder } from './style-files.ts';

/** Configuration files as data, each read at most once. One that is missing or broken is empty, with a line in the log. */
export interface ConfigValues {
  /** Of JSON, YAML, TOML, and of a program what can be read without running it. */
  readonly valueOf: (path: string) => Promise<unknown>;
  readonly iniOf: (path: string) => Promise<readonly IniSection[]>;
  /** Those of the names that stand in the folder, in the order of the names, as paths. */
  readonly present: (folder: string, names: readonly string[]) => Promise<readonly string[]>;
}

export function createConfigValues({ list, read, parse, log }: StyleFiles): ConfigValues {
  const names = once(list);
  const present: ConfigValues['present'] = async (folder, wanted) => {
    const there = await names(folder);
    return wanted.filter((name) => there.has(name)).map((name) => inFolder(folder, name));
  };
  const opened = async <Value>(
    path: string,
    decode: (text: string) => Value | Promise<Value>,
    empty: Value,
  ): Promise<Value> => {
    const [folder = ''] = foldersAbove(path);
    if (!(await names(folder)).has(path.slice(path.lastIndexOf('/') + 1))) return empty;
    try {
      const text = await read(path);
      if (text !== undefined) return await decode(text);
      log.debug('style configuration not read', { path });
    } catch (error) {
      log.debug('style configuration not understood', { path, reason: String(error).slice(0, 200) });
    }
    return empty;
  };
  return {
    present,
    iniOf: once((path) => opened<readonly IniSection[]>(path, parseIni, [])),
    valueOf: once((path) => opened<unknown>(path, (text) => decodeValue(path, text, parse), undefined)),
  };
}

function once<Value>(get: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return (key) => {
    const value = known.get(key) ?? get(key);
    known.set(key, value);
    return value;
  };
}

async function decodeValue(path: string, text: string, parse: StyleFiles['parse']): Promise<unknown> {
  if (path.endsWith('.toml')) return (await import('smol-toml')).parse(text, { maxDepth: deepest });
  if (/\.[cm]?[jt]s$/.test(path)) {
    const program = await parse(path, text);
    return program && staticExport(program);
  }
  if (!/^\s*[{[]/.test(text) && !path.endsWith('.json') && !/^\s*\/[/*]/.test(text)) return decodeYaml(text);
  return decodeJson(text, parse);
}

/** With comments and trailing commas, which the readers of such files take: it is an expression of JavaScript then. */
async function decodeJson(text: string, parse: StyleFiles['parse']): Promise<unknown> {
  const bare = text.replace(/^\ufeff/, '');
  try {
    return JSON.parse(bare);
  } catch {
    const [statement] = (await parse('json.js', `(${bare}\n)`))?.body ?? [];
    return statement?.type === 'ExpressionStatement' ? staticValue(statement.expression) : undefined;
  }
}

/** Levels: more than any of these files needs. */
const deepest = 30;

async function decodeYaml(text: string): Promise<unknown> {
  const { Composer, Parser } = await import('yaml');
  const tokens = [...new Parser().parse(text)];
  // The composer recurses, and V8 ends the process where a regular expression meets the end of the stack.
  if (isDeeperThan(tokens, deepest)) throw new Error(`nested more than ${deepest} levels deep`);
  const [document] = new Composer({ prettyErrors: false }).compose(tokens);
  if (document === undefined || document.errors.length > 0) throw new Error('not valid YAML');
  return document.toJS({ maxAliasCount: 50 });
}
