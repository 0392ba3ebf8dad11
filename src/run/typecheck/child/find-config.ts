import { dirname, join, relative } from 'node:path';
import type ts from 'typescript';
import type { Compiler } from './load-compiler.ts';

export interface ProjectConfig {
  readonly options: ts.CompilerOptions;
  /** Files that only declare: they hold for the whole project. */
  readonly ambient: readonly string[];
}

const names = ['tsconfig.json', 'tsconfig.test.json', 'tsconfig.spec.json', 'tsconfig.tests.json'];

/** Configurations that one refers to are looked at as well, but not more than these. */
const mostConfigs = 30;

/**
 * The configuration that a test file belongs to: the nearest that includes files of its folder, else the nearest `tsconfig.json`, else
 * none: strict, with modules as Node knows them.
 */
export function findConfig(compiler: Compiler, root: string, file: string): ProjectConfig {
  const candidates: string[] = [];
  for (let folder = dirname(file); isInside(root, folder); folder = dirname(folder)) {
    candidates.push(
      ...names.map((name) => join(folder, name)).filter((path) => compiler.sys.fileExists(path)),
    );
    if (folder === dirname(folder)) break;
  }
  let fallback: ts.ParsedCommandLine | undefined;
  for (let at = 0; at < candidates.length && at < mostConfigs; at++) {
    const path = candidates[at] ?? '';
    const parsed = read(compiler, path);
    if (parsed === undefined) continue;
    if (parsed.fileNames.some((name) => dirname(name) === dirname(file))) return configOf(compiler, parsed);
    fallback ??= parsed;
    const referred = (parsed.projectReferences ?? []).map((one) => compiler.resolveProjectReferencePath(one));
    candidates.push(...referred.filter((one) => !candidates.includes(one) && isInside(root, one)));
  }
  return fallback === undefined ? { options: defaults(compiler), ambient: [] } : configOf(compiler, fallback);
}

function isInside(root: string, path: string): boolean {
  return !relative(root, path).startsWith('..');
}

function read(compiler: Compiler, path: string): ts.ParsedCommandLine | undefined {
  const { config, error } = compiler.readConfigFile(path, (name) => compiler.sys.readFile(name)) as {
    readonly config?: unknown;
    readonly error?: ts.Diagnostic;
  };
  if (error !== undefined) return undefined;
  return compiler.parseJsonConfigFileContent(config, compiler.sys, dirname(path), undefined, path);
}

function configOf(compiler: Compiler, { options, fileNames }: ts.ParsedCommandLine): ProjectConfig {
  return {
    // What a test that is not written yet cannot keep to, or what costs time and finds nothing in it.
    options: {
      ...options,
      ...{ noEmit: true, skipLibCheck: true, incremental: false, composite: false, declaration: false },
      ...{ noUnusedLocals: false, noUnusedParameters: false, isolatedDeclarations: false },
      ...(compiler.versionMajorMinor >= '5.0' ? { allowImportingTsExtensions: true } : {}),
    },
    ambient: fileNames.filter((name) => /\.d\.[cm]?ts$/.test(name)),
  };
}

function defaults(compiler: Compiler): ts.CompilerOptions {
  return {
    target: compiler.ScriptTarget.ESNext,
    module: compiler.ModuleKind.NodeNext,
    moduleResolution: compiler.ModuleResolutionKind.NodeNext,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowJs: true,
    esModuleInterop: true,
  };
}
