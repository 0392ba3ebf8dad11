import { commitFiles, tip } from '../git/commit-files.ts';
import type { NewCommit } from '../git/commit-files.ts';
import { findPull, findRepository } from '../lookup.ts';
import type { PullRequest, Repository } from '../state/records.ts';
import type { Inside } from '../types.ts';
import { applySuggestions } from './apply-suggestion.ts';
import type { SuggestionRefusal } from './apply-suggestion.ts';
import { closePullRequest, mergePullRequest, reopenPullRequest, setDraft } from './close-pull-request.ts';
import { createPullRequest } from './create-pull-request.ts';
import type { NewPullRequest } from './create-pull-request.ts';
import { createRepository } from './create-repository.ts';
import type { NewRepository } from './create-repository.ts';
import { installationActs } from './installation-acts.ts';
import type { InstallationActs } from './installation-acts.ts';
import { peopleActs } from './people-acts.ts';
import type { PeopleActs } from './people-acts.ts';
import { pushed } from './push.ts';

/** What people do on the forge's pages and with git: how a test sets a scene. */
export interface Acts extends PeopleActs, InstallationActs {
  readonly createRepository: (wanted: NewRepository) => Promise<Repository>;
  /**
   * Makes a commit in a bare repository and tells the double; gives its SHA. A new branch begins at the default branch;
   * `at` defaults to the clock.
   */
  readonly commit: (
    owner: string,
    repo: string,
    commit: Omit<NewCommit, 'at'> & { readonly at?: number },
  ) => Promise<string>;
  readonly createPullRequest: (wanted: NewPullRequest) => Promise<PullRequest>;
  /** To call after git has pushed a branch, deleted ones too. */
  readonly pushed: (owner: string, repo: string, ref: string, sender?: string) => Promise<void>;
  readonly closePull: (pull: PullRequest, sender?: string) => void;
  readonly reopenPull: (pull: PullRequest, sender?: string) => void;
  readonly setDraft: (pull: PullRequest, draft: boolean, sender?: string) => void;
  /** The SHA of the merge; null: there are conflicts. */
  readonly mergePull: (pull: PullRequest, sender?: string) => Promise<string | null>;
  /** The page's "Commit suggestion" (one comment) and "Commit suggestions" (several). */
  readonly applySuggestions: (
    comments: readonly number[],
    actor: string,
  ) => Promise<{ readonly sha: string } | { readonly refused: SuggestionRefusal }>;
  readonly pull: (owner: string, repo: string, number: number) => PullRequest;
}

export function actsOf(inside: Inside): Acts {
  return {
    createRepository: (wanted) => createRepository(inside, wanted),
    async commit(owner, repo, commit) {
      const repository = `${owner}/${repo}`;
      const at = commit.at ?? Math.floor(inside.now() / 1000);
      const known = commit.parent === undefined ? await tip(inside.git, repository, commit.branch) : null;
      const { defaultBranch } = findRepository(inside, repository);
      const parent = commit.parent ?? known ?? (await tip(inside.git, repository, defaultBranch));
      const sha = await commitFiles(inside.git, repository, {
        ...commit,
        parent: commit.parent === null ? null : parent,
        at,
      });
      await pushed(inside, repository, commit.branch);
      return sha;
    },
    createPullRequest: (wanted) => createPullRequest(inside, wanted),
    pushed: (owner, repo, ref, sender) => pushed(inside, `${owner}/${repo}`, ref, sender),
    closePull: (pull, sender = pull.author) => closePullRequest(inside, pull, sender),
    reopenPull: (pull, sender = pull.author) => reopenPullRequest(inside, pull, sender),
    setDraft: (pull, draft, sender = pull.author) => setDraft(inside, pull, draft, sender),
    mergePull: (pull, sender = pull.author) => mergePullRequest(inside, pull, sender),
    applySuggestions: (comments, actor) => applySuggestions(inside, comments, actor),
    ...peopleActs(inside),
    ...installationActs(inside),
    pull: (owner, repo, number) => findPull(inside, `${owner}/${repo}`, number),
  };
}
