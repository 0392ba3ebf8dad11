import { bindNames } from '../code/bound-names.ts';
import { partOf, partsOf, textOf, type CodeNode } from '../code/code-node.ts';
import { readImports } from '../code/read-imports.ts';
import { findNodes, walkCode } from '../code/walk-code.ts';
import { collectDenied, type DeniedCode, type Deny } from './denied-code.ts';
import { leadsToTemporary, temporaryNames } from './deny-file-writes.ts';
import { judgePythonMember, judgePythonModule } from './python-modules.ts';

const deniedFunctions: Readonly<Record<string, string>> = {
  eval: 'runs text as code (eval)',
  exec: 'runs text as code (exec)',
  compile: 'runs text as code (compile)',
  __import__: 'loads modules by other ways (__import__)',
  __builtins__: 'reaches the interpreter (__builtins__)',
  globals: 'hides what it uses (globals)',
  locals: 'hides what it uses (locals)',
  vars: 'hides what it uses (vars)',
  breakpoint: 'waits for a debugger (breakpoint)',
  input: 'waits for somebody to type (input)',
  exit: 'ends the process (exit)',
  quit: 'ends the process (quit)',
};

/** Ways from any value to everything that is loaded. */
const hidden =
  /^__(globals|builtins|subclasses|mro|bases?|code|closure|getattribute|loader|spec|import|self|func)__$|^mro$/;

/** Methods of paths that change what is there. */
const writers =
  /^(write_text|write_bytes|unlink|rmdir|mkdir|rename|replace|touch|symlink_to|hardlink_to|chmod)$/;

/** Functions of `os` and `shutil` that change something at the paths they get. */
const changers =
  /^(os\.(remove|removedirs|rename|renames|replace|rmdir|unlink|mkdir|makedirs|link|symlink|chmod|chown|truncate|utime)|shutil\.(copy\w*|move|rmtree|make_archive|unpack_archive|chown))$/;

/** What a generated test in Python must not do, as {@link denyJavascript} for JavaScript. */
export function denyPython(root: CodeNode): DeniedCode[] {
  return collectDenied((deny) => {
    const modules = denyImports(root, deny);
    denyNames(root, deny);
    denyMembers(root, modules, deny);
    denyWrites(root, modules, deny);
  });
}

/** @returns names under which modules, and members of them, are known: `path` is `os.path` */
function denyImports(root: CodeNode, deny: Deny): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const statement of findNodes(root, ['import_statement', 'import_from_statement'])) {
    if (statement.children.some(({ type }) => type === 'wildcard_import')) {
      const module = partOf(statement, 'module_name');
      if (module !== undefined && /^(os|sys|builtins)$/.test(textOf(module)))
        deny(statement, 'hides what it uses (import *)');
    }
    for (const { source, imported, local } of readImports(statement) ?? []) {
      const reason = judgePythonModule(source, imported);
      if (reason !== '') deny(statement, reason);
      known.set(local, imported === '' ? source : `${source}.${imported}`);
    }
  }
  return known;
}

function denyNames(root: CodeNode, deny: Deny): void {
  for (const name of bindNames(root).free) {
    const reason = Object.hasOwn(deniedFunctions, textOf(name)) ? deniedFunctions[textOf(name)] : undefined;
    if (reason !== undefined) deny(name, reason);
  }
}

function denyMembers(root: CodeNode, modules: ReadonlyMap<string, string>, deny: Deny): void {
  walkCode(root, (node) => {
    if (node.type === 'attribute') {
      const object = partOf(node, 'object');
      const name = textOf(partOf(node, 'attribute') ?? node);
      const module = object === undefined ? undefined : modules.get(textOf(object));
      const reason = module === undefined ? '' : judgePythonMember(module, name);
      if (reason !== '') deny(node, reason);
      if (hidden.test(name)) deny(node, `hides what it uses (.${name})`);
    } else if (node.type === 'call') denyReflection(node, modules, deny);
  });
}

/** `getattr` with a name that is made at run time, or of a module: what it reaches cannot be seen. */
function denyReflection(call: CodeNode, modules: ReadonlyMap<string, string>, deny: Deny): void {
  const callee = textOf(partOf(call, 'function') ?? call);
  if (!/^(getattr|setattr|delattr)$/.test(callee)) return;
  const [object, name] = argumentsOf(call);
  const text = name?.type === 'string' ? textOf(name).replace(/^\w*['"]+|['"]+$/g, '') : undefined;
  const isOfModule = object !== undefined && modules.has(textOf(object)) && callee === 'getattr';
  if (text === undefined || hidden.test(text) || isOfModule) deny(call, `hides what it uses (${callee})`);
}

function denyWrites(root: CodeNode, modules: ReadonlyMap<string, string>, deny: Deny): void {
  const names = new Set([
    ...temporaryNames(root, ['assignment', 'named_expression']),
    // Fixtures of pytest are parameters.
    ...['tmp_path', 'tmpdir'],
  ]);
  for (const call of findNodes(root, ['call'])) {
    const callee = partOf(call, 'function');
    if (callee === undefined) continue;
    const paths = writtenPaths(call, callee, modules);
    if (paths.some((path) => !leadsToTemporary(path, names))) {
      deny(call, `writes files outside of a temporary folder (${textOf(callee).slice(0, 60)})`);
    }
  }
}

function writtenPaths(
  call: CodeNode,
  callee: CodeNode,
  modules: ReadonlyMap<string, string>,
): readonly CodeNode[] {
  const given = argumentsOf(call);
  const [first, ...rest] = textOf(callee).split('.');
  const whole = [modules.get(first ?? '') ?? first, ...rest].join('.');
  if (changers.test(whole)) return given.filter(({ type }) => type !== 'keyword_argument');
  const isOpen = whole === 'open' || whole === 'io.open';
  const object = callee.type === 'attribute' ? partOf(callee, 'object') : undefined;
  const method = textOf(partOf(callee, 'attribute') ?? callee);
  if (isOpen && isForWriting(given.slice(1))) return given.slice(0, 1);
  if (object === undefined || modules.has(textOf(object)) || isText(object)) return [];
  // Of other objects these names say nothing: only what is built as a path is known to be one.
  const isPath = /\bPath\(/.test(textOf(object));
  const isWritten = writers.test(method) || (method === 'open' && isForWriting(given));
  return isPath && isWritten ? [object] : [];
}

function isForWriting(given: readonly CodeNode[]): boolean {
  const mode =
    given.find(({ type }) => type === 'string') ?? given.find((one) => /^mode\s*=/.test(textOf(one)));
  return mode !== undefined && /['"][^'"]*[wax+][^'"]*['"]/.test(textOf(mode));
}

function isText({ type }: CodeNode): boolean {
  return type === 'string';
}

function argumentsOf(call: CodeNode): readonly CodeNode[] {
  const list = partOf(call, 'arguments');
  return list === undefined ? [] : partsOf(list);
}
