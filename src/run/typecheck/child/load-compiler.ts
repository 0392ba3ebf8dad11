import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type ts from 'typescript';

export type Compiler = typeof ts;

/** The compiler that the repository itself has installed, as seen from a file. A text says why there is none to work with. */
export function loadCompiler(file: string): Compiler | string {
  const require = createRequire(join(dirname(file), 'any.js'));
  try {
    const compiler = require('typescript') as Partial<Compiler>;
    const { version = '' } = compiler;
    // From 7 on the compiler is a program of its own, without this interface.
    if (typeof compiler.createLanguageService === 'function') return compiler;
    return `TypeScript ${version} has no language service for programs`;
  } catch {
    return 'TypeScript is not installed';
  }
}
