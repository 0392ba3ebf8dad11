import * as yaml from 'yaml';
import type { CST, Document } from 'yaml';

/** One document of a YAML text, as plain data, and where its parts stand. */
export interface YamlDocument {
  readonly value: unknown;
  /** `line:column`, 1-based, of the part at this path, or of the nearest part around it that exists. */
  positionOf(path: readonly PropertyKey[]): string;
}

export interface YamlText {
  readonly documents: readonly YamlDocument[];
  /** When the text is not plain YAML data, this is all there is. */
  readonly problem?: { readonly position: string; readonly text: string };
}

/** Deeper rules exist in no catalogue; a composer that recurses must not meet the end of the stack. */
const deepest = 60;

/**
 * Reads plain data: maps, lists and scalars, no anchors, aliases, tags or directives, because the text may come from
 * whoever wrote the change. Several documents may stand behind each other, as ast-grep allows.
 */
export function readYaml(text: string): YamlText {
  const counter = new yaml.LineCounter();
  const at = (offset: number): string => {
    const { line, col } = counter.linePos(offset);
    return `${Math.max(line, 1)}:${Math.max(col, 1)}`;
  };
  const refuse = (offset: number, why: string): YamlText => ({
    documents: [],
    problem: { position: at(offset), text: why },
  });
  const tokens = [...new yaml.Parser(counter.addNewLine).parse(text)];
  if (isDeeperThan(tokens, deepest)) return refuse(0, `nested more than ${deepest} levels deep`);
  const directive = tokens.find((token) => token.type === 'directive');
  if (directive) return refuse(directive.offset, 'YAML directives are not read here');
  const options = { schema: 'core', version: '1.2', prettyErrors: false } as const;
  const documents = [...new yaml.Composer(options).compose(tokens, true, text.length)];
  for (const document of documents) {
    const broken = document.errors[0];
    if (broken) return refuse(broken.pos[0], `not valid YAML: ${broken.message}`);
    const fancy = findFancyPart(document);
    if (fancy) return refuse(fancy.offset, fancy.why);
  }
  return {
    documents: documents
      .filter((document) => document.contents !== null)
      .map((document) => ({
        value: document.toJS() as unknown,
        positionOf: (path) => at(offsetOf(document, path)),
      })),
  };
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (yaml.isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function findFancyPart(document: Document): { offset: number; why: string } | undefined {
  let found: { offset: number; why: string } | undefined;
  yaml.visit(document, {
    Node(_key, node) {
      const why = yaml.isAlias(node)
        ? 'YAML aliases are not read here; write the value out'
        : 'anchor' in node && node.anchor !== undefined
          ? 'YAML anchors are not read here'
          : node.tag !== undefined
            ? 'YAML tags are not read here'
            : undefined;
      if (why === undefined) return undefined;
      found = { offset: node.range?.[0] ?? 0, why };
      return yaml.visit.BREAK;
    },
  });
  return found;
}

/** Without recursion, since that is what it guards. */
function isDeeperThan(tokens: readonly CST.Token[], limit: number): boolean {
  const open: [CST.Token | null | undefined, number][] = tokens.map((token) => [token, 0]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [token, depth] = next;
    if (depth > limit) return true;
    if (!token) continue;
    if (token.type === 'document') open.push([token.value, depth]);
    if (!('items' in token)) continue;
    for (const item of token.items) open.push([item.key, depth + 1], [item.value, depth + 1]);
  }
  return false;
}
