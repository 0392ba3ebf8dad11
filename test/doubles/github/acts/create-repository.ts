import { appendFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { commitFiles } from '../git/commit-files.ts';
import type { CommittedFile } from '../git/commit-files.ts';
import type { Repository } from '../state/records.ts';
import type { Access, Inside } from '../types.ts';

export interface NewRepository {
  readonly owner: string;
  readonly name: string;
  readonly private?: boolean;
  /** Default `main`. */
  readonly defaultBranch?: string;
  readonly collaborators?: Readonly<Record<string, Access | 'admin'>>;
  /** Full name of the repository whose branches it starts with. */
  readonly forkOf?: string;
  /** A first commit on the default branch; absent: no commit. */
  readonly files?: readonly CommittedFile[];
}

/** Anyone may fetch any commit, as from the forge; its own references are not pushed to. */
const configuration = `[uploadpack]
\tallowAnySHA1InWant = true
\tallowFilter = true
[receive]
\thideRefs = refs/pull
`;

/** Makes a repository and its bare git repository; one that already lies in the folder is taken as it is. */
export async function createRepository(inside: Inside, wanted: NewRepository): Promise<Repository> {
  const { owner, name, defaultBranch = 'main' } = wanted;
  const fullName = `${owner}/${name}`;
  if (inside.state.repositories.some((each) => each.fullName === fullName)) {
    throw new Error(`${fullName} exists`);
  }
  const { git } = inside;
  const path = git.path(fullName);
  await mkdir(dirname(path), { recursive: true });
  const isNew = (await git.attempt(fullName, ['rev-parse', '--git-dir'])).code !== 0;
  if (isNew) {
    await git.run(fullName, [
      'init',
      '--quiet',
      '--bare',
      '--template=',
      `--initial-branch=${defaultBranch}`,
    ]);
    await appendFile(join(path, 'config'), configuration);
  }
  const repository: Repository = {
    id: inside.nextId(),
    owner,
    name,
    fullName,
    private: wanted.private ?? false,
    forkOf: wanted.forkOf ?? null,
    defaultBranch,
    collaborators: { ...wanted.collaborators },
  };
  inside.state.repositories.push(repository);
  if (wanted.forkOf !== undefined) {
    await git.run(fullName, ['fetch', '--quiet', git.path(wanted.forkOf), '+refs/heads/*:refs/heads/*']);
  }
  if (wanted.files !== undefined) {
    const at = Math.floor(inside.now() / 1000);
    await commitFiles(git, fullName, { branch: defaultBranch, files: wanted.files, message: 'Begin', at });
  }
  return repository;
}
