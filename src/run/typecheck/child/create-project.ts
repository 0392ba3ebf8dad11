import type ts from 'typescript';
import { findConfig } from './find-config.ts';
import type { Compiler } from './load-compiler.ts';

/** The files of a repository, and one that is only thought of, as the compiler sees them. */
export interface Project {
  readonly compiler: Compiler;
  readonly service: ts.LanguageService;
  /** Lays a text over a file, that need not exist. */
  lay(path: string, text: string): void;
}

export function createProject(compiler: Compiler, root: string, file: string): Project {
  const { options, ambient } = findConfig(compiler, root, file);
  const { sys } = compiler;
  let overlay = { path: '', text: '', version: 0 };
  const isOverlay = (path: string): boolean => path === overlay.path;
  const readFile = (path: string): string | undefined =>
    isOverlay(path) ? overlay.text : sys.readFile(path);
  const host: ts.LanguageServiceHost = {
    getProjectVersion: () => String(overlay.version),
    getScriptFileNames: () => [...ambient, ...(overlay.path === '' ? [] : [overlay.path])],
    getScriptVersion: (path) => (isOverlay(path) ? String(overlay.version) : '0'),
    getScriptSnapshot: (path) => {
      const text = readFile(path);
      return text === undefined ? undefined : compiler.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => options,
    getDefaultLibFileName: (one) => compiler.getDefaultLibFilePath(one),
    fileExists: (path) => isOverlay(path) || sys.fileExists(path),
    readFile,
    directoryExists: (path) => sys.directoryExists(path),
    getDirectories: (path) => sys.getDirectories(path),
    readDirectory: (...given) => sys.readDirectory(...given),
    realpath: (path) => sys.realpath?.(path) ?? path,
    useCaseSensitiveFileNames: () => sys.useCaseSensitiveFileNames,
  };
  return {
    compiler,
    service: compiler.createLanguageService(host),
    lay(path, text) {
      overlay = { path, text, version: overlay.version + 1 };
    },
  };
}
