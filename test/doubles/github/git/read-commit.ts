import type { Git } from './open-git.ts';

export interface GitPerson {
  readonly name: string;
  readonly email: string;
  /** ISO 8601 in UTC, whole seconds. */
  readonly date: string;
}

export interface GitCommit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: GitPerson;
  readonly committer: GitPerson;
  /** Without newlines at its end. */
  readonly message: string;
}

const format = ['%H', '%T', '%P', '%an', '%ae', '%at', '%cn', '%ce', '%ct', '%B'].join('%x00');

/** Reads commits; the order is that of the SHAs. One that does not exist makes git fail. */
export async function readCommits(
  git: Git,
  repository: string,
  shas: readonly string[],
): Promise<GitCommit[]> {
  if (shas.length === 0) return [];
  const args = ['log', '--no-walk=unsorted', '--stdin', '-z', `--format=${format}%x00`];
  const out = await git.run(repository, args, `${shas.join('\n')}\n`);
  const fields = out.toString('utf8').split('\0');
  const commits: GitCommit[] = [];
  // Ten fields, then an empty one before the terminator of `-z`.
  for (let at = 0; at + 9 < fields.length; at += 11) {
    const [sha = '', tree = '', parents = '', name = '', email = '', time = ''] = fields.slice(at, at + 6);
    const [byName = '', byEmail = '', byTime = '', message = ''] = fields.slice(at + 6, at + 10);
    commits.push({
      sha,
      tree,
      parents: parents.split(' ').filter((parent) => parent !== ''),
      author: { name, email, date: iso(time) },
      committer: { name: byName, email: byEmail, date: iso(byTime) },
      message: message.replace(/\n+$/, ''),
    });
  }
  return commits;
}

/** The commit a name stands for (a SHA, a branch, a tag, `refs/…`); undefined: none. */
export async function resolveCommit(git: Git, repository: string, name: string): Promise<string | undefined> {
  if (name.startsWith('-') || /[\s^~:@{?*[\\]|\.\./.test(name)) return undefined;
  const candidates = [`refs/heads/${name}`, `refs/tags/${name}`, name];
  for (const candidate of candidates) {
    const found = await git.attempt(repository, [
      'rev-parse',
      '--verify',
      '--quiet',
      `${candidate}^{commit}`,
    ]);
    if (found.code === 0) return found.stdout.toString('latin1').trim();
  }
  return undefined;
}

function iso(seconds: string): string {
  return new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z');
}
