import { findNodes } from '../code/walk-code.ts';
import { partOf, textOf, type CodeNode } from '../code/code-node.ts';
import { readImports } from '../code/read-imports.ts';
import { argumentsOf, calleeOf } from './deny-loading.ts';
import type { Deny } from './denied-code.ts';

/** Functions of `fs` that change something at their first path, or at both of two. */
const oneWrite =
  /(^|\.)(writeFile|appendFile|mkdir|rm|rmdir|unlink|truncate|l?chmod|l?chown|l?utimes|createWriteStream|output\w*|remove|empty\w*|ensure\w*)(Sync)?$/;
const twoWrites = /(^|\.)(rename|copyFile|copy|move|cp|symlink|link)(Sync)?$/;
const opening = /(^|\.)open(Sync)?$/;

const fileModules = new Set(['fs', 'fs/promises', 'node:fs', 'node:fs/promises', 'fs-extra', 'graceful-fs']);

/** Text of an expression that leads below the temporary folder. */
const temporary = /\b(tmpdir|mkdtemp|mkdtempSync|tmp_path|tmpdir_factory|tmp_path_factory)\b/;

/**
 * Files that are written, made or removed elsewhere than below a temporary folder. A path is known to be there when its
 * expression says so, or a variable in it that was set by one. A mock of the module writes nothing.
 */
export function denyFileWrites(root: CodeNode, mocked: ReadonlySet<string>, deny: Deny): void {
  const names = temporaryNames(root, ['variable_declarator', 'assignment_expression']);
  const locals = fileNames(root, mocked);
  for (const call of findNodes(root, ['call_expression'])) {
    const callee = calleeOf(call);
    const [first = ''] = callee.split(/[.(]/);
    const isOfModule = locals.has(first) || /^(await)?\(?(require|import)\(/.test(callee);
    const paths = isOfModule ? writtenPaths(callee, argumentsOf(call)) : [];
    if (paths.some((path) => !leadsToTemporary(path, names))) {
      deny(call, `writes files outside of a temporary folder (${callee.slice(0, 60)})`);
    }
  }
}

/** Names under which the text knows the file system. */
function fileNames(root: CodeNode, mocked: ReadonlySet<string>): ReadonlySet<string> {
  const statements = findNodes(root, ['import_statement', 'lexical_declaration', 'variable_declaration']);
  const needs = statements.flatMap((statement) => readImports(statement) ?? []);
  const found = needs.filter(
    ({ source }) => fileModules.has(source) && !mocked.has(source.replace(/^node:/, '')),
  );
  return new Set(found.map(({ local }) => local));
}

function writtenPaths(callee: string, given: readonly CodeNode[]): readonly CodeNode[] {
  if (oneWrite.test(callee)) return given.slice(0, 1);
  if (twoWrites.test(callee)) return given.slice(0, 2);
  const isWritten = given[1] !== undefined && !/^['"]rs?['"]$/.test(textOf(given[1]));
  return opening.test(callee) && isWritten ? given.slice(0, 1) : [];
}

/** Variables whose value is a path below the temporary folder, also by way of others. */
export function temporaryNames(root: CodeNode, types: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  const settings = findNodes(root, types);
  for (let before = -1; before !== names.size;) {
    before = names.size;
    for (const setting of settings) {
      const name = partOf(setting, 'name') ?? partOf(setting, 'left');
      const value = partOf(setting, 'value') ?? partOf(setting, 'right');
      if (name !== undefined && value !== undefined && leadsToTemporary(value, names))
        names.add(textOf(name));
    }
  }
  return names;
}

/** `..` may lead out again. */
export function leadsToTemporary(path: CodeNode, names: ReadonlySet<string>): boolean {
  const text = textOf(path);
  if (text.includes('..')) return false;
  return temporary.test(text) || findNodes(path, ['identifier']).some((one) => names.has(textOf(one)));
}
