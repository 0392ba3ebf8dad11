import * as yaml from 'yaml';
import type { Document, Node, Pair, YAMLMap } from 'yaml';
import { showValue } from './config-problem.ts';
import type { ConfigProblem } from './config-problem.ts';
import { isDeeperThan } from './is-deeper-than.ts';

/** One `key: value` of a configuration file, keys of nested maps joined with a dot. */
export interface ConfigEntry {
  readonly key: string;
  readonly value: unknown;
  /** 1-based. */
  readonly line: number;
}

export interface ParsedConfig {
  readonly entries: readonly ConfigEntry[];
  /** When the text is not plain YAML data, these are all there is: `entries` is empty then. */
  readonly problems: readonly ConfigProblem[];
}

type LineOf = (offset: number) => { readonly line: number; readonly col: number };

/**
 * Reads a configuration file as plain data: one map, no anchors, aliases, tags or directives, because the file
 * may come from whoever wrote the change. Keys are not judged here, except that a map may hold each only once.
 *
 * @param groups keys whose value is a map of settings; maps elsewhere stay values
 */
export function parseConfigText(path: string, text: string, groups: ReadonlySet<string>): ParsedConfig {
  const lines = new yaml.LineCounter();
  const lineOf: LineOf = (offset) => lines.linePos(offset);
  const tokens = [...new yaml.Parser(lines.addNewLine).parse(text)];
  const refuse = (offset: number, why: string): ParsedConfig => {
    const { line, col } = lineOf(offset);
    return { entries: [], problems: [{ where: `${path}:${line}:${col}`, text: why }] };
  };

  // The composer recurses, and V8 ends the process where a regular expression meets the end of the stack.
  if (isDeeperThan(tokens, deepest)) return refuse(0, `nested more than ${deepest} levels deep`);
  const directive = tokens.find((token) => token.type === 'directive');
  if (directive) return refuse(directive.offset, 'YAML directives are not read here');
  const options = { schema: 'core', version: '1.2', uniqueKeys: false, prettyErrors: false } as const;
  const [first, second] = new yaml.Composer(options).compose(tokens, true, text.length);
  if (first === undefined) return { entries: [], problems: [] };
  const broken = first.errors[0];
  if (broken) return refuse(broken.pos[0], `not valid YAML: ${broken.message}`);
  if (second) return refuse(second.range[0], 'a second document; one file holds one document');
  const fancy = findFancyNode(first);
  if (fancy) return refuse(fancy.offset, fancy.why);
  if (first.contents === null) return { entries: [], problems: [] };
  if (!yaml.isMap(first.contents)) {
    if (yaml.isScalar(first.contents) && first.contents.value === null) return { entries: [], problems: [] };
    return refuse(first.contents.range[0], 'a configuration file holds `key: value` lines, nothing else');
  }
  return readMap(first, first.contents, { path, groups, lineOf });
}

/** A valid file needs 3; the rest is for values of a wrong type, which get a better message. */
const deepest = 10;

interface Reading {
  readonly path: string;
  readonly groups: ReadonlySet<string>;
  readonly lineOf: LineOf;
}

function readMap(document: Document, map: YAMLMap, reading: Reading, prefix = ''): ParsedConfig {
  const entries: ConfigEntry[] = [];
  const problems: ConfigProblem[] = [];
  const seen = new Map<string, number>();
  for (const pair of map.items as Pair<Node, Node | null>[]) {
    const line = reading.lineOf(pair.key.range?.[0] ?? 0).line;
    const where = `${reading.path}:${line}`;
    if (!yaml.isScalar(pair.key)) {
      problems.push({ where, text: 'a key must be a single word' });
      continue;
    }
    const word = String(pair.key.value);
    if (prefix === '' && reading.groups.has(word.split('.')[0] ?? '') && word.includes('.')) {
      problems.push({
        where,
        text: `${showValue(word)} has a dot; nest it: ${word.replace('.', ': { ')}: ... }`,
      });
      continue;
    }
    const key = prefix + word;
    const before = seen.get(key);
    if (before !== undefined)
      problems.push({ where, text: `${showValue(key)} is set twice, first in line ${before}` });
    seen.set(key, before ?? line);
    if (yaml.isMap(pair.value) && prefix === '' && reading.groups.has(key)) {
      const inner = readMap(document, pair.value, reading, `${key}.`);
      entries.push(...inner.entries);
      problems.push(...inner.problems);
    } else entries.push({ key, value: pair.value?.toJS(document) ?? null, line });
  }
  return { entries, problems };
}

function findFancyNode(document: Document): { offset: number; why: string } | undefined {
  let found: { offset: number; why: string } | undefined;
  yaml.visit(document, {
    Node(_key, node) {
      const why = fancyPart(node);
      if (why === undefined) return undefined;
      found = { offset: node.range?.[0] ?? 0, why };
      return yaml.visit.BREAK;
    },
  });
  return found;
}

function fancyPart(node: Node): string | undefined {
  if (yaml.isAlias(node)) return 'YAML aliases are not read here; write the value out';
  if ('anchor' in node && node.anchor !== undefined) return 'YAML anchors are not read here';
  if (node.tag !== undefined) return `the YAML tag ${showValue(node.tag)} is not read here`;
  return undefined;
}
