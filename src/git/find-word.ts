import { runGit, type GitOptions } from './run-git.ts';

export interface WordPlace {
  /** From the root, with `/`. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

/** Most places that are returned. */
const mostPlaces = 50;

/** Lines of tracked text files in the working tree that hold a word, at most 3 a file. Empty: none, or git cannot tell. */
export async function findWord(word: string, git: GitOptions): Promise<readonly WordPlace[]> {
  const args = ['grep', '-z', '--line-number', '-I', '-w', '-F', '--max-count=3', '--full-name', '-e', word];
  // Exit code 1 says that there is none; anything else costs an example in a prompt, and no more.
  const output = await runGit(args, git).catch(() => Buffer.alloc(0));
  return output
    .toString()
    .split('\n')
    .slice(0, mostPlaces)
    .flatMap((record) => {
      const [path = '', line = '', text] = record.split('\0');
      return text === undefined ? [] : [{ path, line: Number(line), text }];
    });
}
