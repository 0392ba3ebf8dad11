import type { Git } from './open-git.ts';

/** A file as a commit leaves it: its content, or null when it is deleted. */
export interface CommittedFile {
  readonly path: string;
  readonly content: string | Buffer | null;
  /** Default 100644; 160000 is a submodule, its content the SHA of a commit. */
  readonly mode?: '100644' | '100755' | '120000' | '160000';
}

export interface NewCommit {
  /** Without `refs/heads/`. */
  readonly branch: string;
  readonly files: readonly CommittedFile[];
  readonly message?: string;
  /** Default: the tip of the branch; null: none, the history begins here. */
  readonly parent?: string | null;
  /** `Name <address>`. */
  readonly author?: string;
  /** Unix seconds, for the author and the committer. */
  readonly at: number;
}

/** Makes a commit in the bare repository, moves the branch to it (also where that is no fast-forward) and gives its SHA. */
export async function commitFiles(git: Git, repository: string, commit: NewCommit): Promise<string> {
  const parent = commit.parent === undefined ? await tip(git, repository, commit.branch) : commit.parent;
  const who = `${commit.author ?? 'GitHub <noreply@github.example>'} ${commit.at} +0000`;
  const chunks = [
    `commit refs/heads/${commit.branch}\nmark :1\nauthor ${who}\ncommitter ${who}\n`,
    data(commit.message ?? 'Change files'),
    parent === null ? '' : `from ${parent}\n`,
    ...commit.files.flatMap(change),
    '\nget-mark :1\n',
  ];
  const stream = Buffer.concat(
    chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk)),
  );
  const out = await git.run(repository, ['fast-import', '--quiet', '--force', '--date-format=raw'], stream);
  return out.toString('latin1').trim();
}

/** SHA of the branch's tip; null: there is no such branch. */
export async function tip(git: Git, repository: string, branch: string): Promise<string | null> {
  const found = await git.attempt(repository, ['rev-parse', '--verify', '--quiet', `refs/heads/${branch}`]);
  return found.code === 0 ? found.stdout.toString('latin1').trim() : null;
}

function change({ path, content, mode = '100644' }: CommittedFile): (string | Buffer)[] {
  const name = quoted(path);
  if (content === null) return [`D ${name}\n`];
  if (mode === '160000') return [`M 160000 ${content.toString()} ${name}\n`];
  return [`M ${mode} inline ${name}\n`, data(content)];
}

function data(content: string | Buffer): Buffer {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
}

/** A path in C style, every odd byte in octal. */
function quoted(path: string): string {
  const text = Buffer.from(path)
    .toString('latin1')
    .replace(/["\\\x00-\x1f\x7f-\xff]/g, (byte) => `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`);
  return `"${text}"`;
}
