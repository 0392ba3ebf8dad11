import { extensionsOf } from '../../../change/chunk-language.ts';
import { docLanguages } from '../../../docstring/declaration.ts';

/** Hooks of git that Galley takes part in. */
export type HookEvent = 'pre-commit' | 'post-commit';

/** Marks what Galley wrote into a hook, so that it can be found and taken away again. */
export const hookMarks: Readonly<Record<HookEvent, string>> = {
  'pre-commit': '# galley: doc comments for what is staged; galley hook uninstall takes this away',
  'post-commit': '# galley: asks ahead for the next commit; galley hook uninstall takes this away',
};

/**
 * Whether no file of a known language is staged: git tells in a few milliseconds, before a Node has started. Where it cannot tell,
 * as before the first commit, it is to be looked at.
 */
const nothingStaged = [
  'git --icase-pathspecs diff-index --cached --quiet --diff-filter=AM HEAD --',
  ...docLanguages.flatMap(extensionsOf).map((extension) => `'*.${extension}'`),
  '2>/dev/null',
].join(' ');

/**
 * The two lines of a hook. The second one finds Galley or does nothing, and ends well whatever becomes of Galley: also when it
 * is killed, the commit goes on. With `strict` its exit code counts; after a commit nobody waits for it or hears of it.
 */
export function hookLines(event: HookEvent, strict: boolean): string {
  const found = 'command -v galley >/dev/null 2>&1';
  const wanted = `${found} && ! ${nothingStaged}`;
  const before = strict
    ? `if ${wanted}; then galley hook pre-commit --strict; fi`
    : `${wanted} && galley hook pre-commit || :`;
  const after = `${found} && (galley hook post-commit </dev/null >/dev/null 2>&1 &) || :`;
  return `${hookMarks[event]}\n${event === 'pre-commit' ? before : after}\n`;
}

/** Where husky has not put the project's own commands on the path. */
export const localPath = 'PATH="./node_modules/.bin:$PATH"';

/** A hook with our lines first: formatters then see the comments too. Unchanged when they are there. */
export function withHookLines(text: string | undefined, lines: string, isScript: boolean): string {
  const bare = text === undefined ? '' : withoutHookLines(text);
  const path = isScript ? `${localPath}\n` : '';
  const [shebang = ''] = /^#!.*\n/.exec(bare) ?? [];
  const head = shebang === '' && isScript ? '#!/bin/sh\n' : shebang;
  const [mark = '', ...rest] = lines.split('\n');
  return `${head}${mark}\n${path}${rest.join('\n')}${bare.slice(shebang.length)}`;
}

/** The hook as it was without us. */
export function withoutHookLines(text: string): string {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => Object.values(hookMarks).includes(line));
  if (at < 0) return text;
  const count = lines[at + 1] === localPath ? 3 : 2;
  return [...lines.slice(0, at), ...lines.slice(at + count)].join('\n');
}
