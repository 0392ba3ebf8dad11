import { isTestPath } from '../../../change/is-test-path.ts';
import type { Environment } from '../../../git/git-environment.ts';
import { openTree } from '../../../git/open-tree.ts';
import type { AddedFunction, KnownFunction, WhatIsKnown } from '../../../report/tests/render-tests-reply.ts';
import { findRelated, readImporters } from '../../../testgen/setup/find-related.ts';

interface Finding {
  readonly env: Environment;
  readonly signal: AbortSignal;
}

/** Of one file: larger ones are no tests that somebody wrote. */
const mostBytes = 1024 * 1024;
/** Characters of all files that are kept for the next function. */
const mostKept = 32 * 1024 * 1024;
/** Test files whose words are looked through. */
const mostTests = 2000;
/** Whose loading of others is understood. */
const modules = /\.(?:[cm]?[jt]sx?|py)$/;

/**
 * What the files of a head tell about the tests of its functions, when none may be run: whether a test file loads their file,
 * through whatever others, and whether one of those names them.
 *
 * @param mirror bare repository that has the head
 */
export async function findUntested(
  functions: readonly AddedFunction[],
  head: string,
  mirror: string,
  { env, signal }: Finding,
): Promise<readonly KnownFunction[]> {
  if (functions.length === 0) return [];
  const tree = await openTree(head, { cwd: mirror, env, signal });
  try {
    const texts = new Map<string, string>();
    let kept = 0;
    const read = async (path: string): Promise<string | undefined> => {
      const text = texts.get(path) ?? (await tree.read(path, mostBytes));
      if (text === undefined || texts.has(path) || kept > mostKept) return text;
      texts.set(path, text);
      kept += text.length;
      return text;
    };
    const testFiles = tree.paths.filter(isTestPath);
    const importers = await readImporters(
      { paths: tree.paths, read },
      testFiles.filter((path) => modules.test(path)),
    );
    const look = async ({ path, name }: AddedFunction): Promise<WhatIsKnown> => {
      const isModule = modules.test(path);
      const near = isModule ? findRelated(importers, testFiles, path) : testFiles;
      if (isModule && near.length === 0) return 'not-loaded';
      for (const test of near.slice(0, mostTests)) if (hasWord(await read(test), name)) return 'named';
      return near.length > mostTests ? 'named' : 'not-named';
    };
    const known: KnownFunction[] = [];
    for (const one of functions) known.push({ ...one, known: await look(one) });
    return known;
  } finally {
    await tree.close();
  }
}

/** `Cart.total` is named where `total` is. */
function hasWord(text: string | undefined, name: string): boolean {
  const word = /[\p{L}\p{N}_$]+$/u.exec(name)?.[0];
  if (text === undefined || word === undefined) return false;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
    if (!isPart(text[at - 1]) && !isPart(text[at + word.length])) return true;
  return false;
}

function isPart(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_$]/u.test(character);
}
