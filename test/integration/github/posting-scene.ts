import type { ClientTime } from '../../../src/github/client/client-time.ts';
import { createGitHubClient } from '../../../src/github/client/create-client.ts';
import { createForge, type ForgeOptions } from '../../../src/github/create-forge.ts';
import { createReading } from '../../../src/github/create-reading.ts';
import { parseCommentMarker } from '../../../src/github/comment-format/parse-comment-marker.ts';
import { hashQuote } from '../../../src/finding/quote-hash.ts';
import type { Finding } from '../../../src/finding/finding.ts';
import { silentLog } from '../../../src/log.ts';
import type {
  Forge,
  Memory,
  OwnComment,
  Posting,
  PullRequest,
  Summary,
} from '../../../src/review/forge-ports.ts';
import type { Review } from '../../../src/review/review.ts';
import { finding } from '../../unit/github/comment-format/findings.ts';
import type { GitHubDouble } from '../../doubles/github/start-github.ts';
import { setScene, type Scene } from '../doubles/github-scene.ts';

/** A pull request on a double whose clock runs as fast as somebody waits for it. */
export interface PostingScene {
  readonly scene: Scene;
  readonly github: GitHubDouble;
  readonly pull: PullRequest;
  /** Of a token by its name in the double. `timeoutMs` is of the machine's clock. */
  readonly forge: (token?: string, options?: Partial<ForgeOptions>, timeoutMs?: number) => Forge;
  /** Takes away all that was posted. */
  readonly clear: () => void;
  /** Milliseconds that were waited for. */
  readonly waited: () => number;
  /** Lets so many milliseconds go by. */
  readonly pass: (ms: number) => void;
}

const name = { owner: 'olga', repo: 'proof' } as const;

export async function setPostingScene(...files: Parameters<typeof setScene>): Promise<PostingScene> {
  const began = Date.UTC(2026, 10, 22, 12);
  let now = began;
  const time: ClientTime = {
    now: () => now,
    async sleep(ms) {
      now += ms;
    },
  };
  const scene = await setScene(files[0], files[1], { now: () => now, ...files[2] });
  const { github } = scene;
  return {
    scene,
    github,
    pull: pullOf(scene),
    forge: (token = 'bot', options = {}, timeoutMs = 20_000) => {
      const client = createGitHubClient({
        baseUrl: github.url,
        token,
        log: silentLog,
        userAgent: 'galley/test',
        time,
        fetch: (input, init) =>
          fetch(input, {
            ...init,
            signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(init?.signal ? [init.signal] : [])]),
          }),
      });
      const address = { ...name, number: scene.pull.number };
      return createForge({
        client,
        address,
        time,
        log: silentLog,
        reading: unread,
        own: createReading({ client, address, login: 'galley[bot]', configuration: '', log: silentLog }).own,
        checkName: 'galley',
        configuration: '',
        renderSummary: renderPlainly,
        renderCheckText: (summary) => ({ title: 'Some findings', summary: renderPlainly(summary), text: '' }),
        ...options,
      });
    },
    clear() {
      const { state } = github;
      for (const list of [
        state.reviews,
        state.reviewComments,
        state.threads,
        state.issueComments,
        state.checkRuns,
      ])
        list.length = 0;
    },
    waited: () => now - began,
    pass(ms) {
      now += ms;
    },
  };
}

const unread = {
  readPullRequest: () => Promise.reject(new Error('not read')),
  readMergeBase: () => Promise.reject(new Error('not read')),
  readConversation: () => Promise.reject(new Error('not read')),
};

function pullOf({ pull, github }: Scene): PullRequest {
  return {
    repository: 'olga/proof',
    number: pull.number,
    url: `${github.url}/olga/proof/pull/${pull.number}`,
    title: 'A change',
    author: 'alice',
    state: 'open',
    isDraft: false,
    base: { ref: 'main', sha: pull.base.sha, repository: 'olga/proof' },
    head: { ref: 'topic', sha: pull.head.sha, repository: 'olga/proof' },
    isFork: false,
  };
}

/** The titles of what is listed, one a line. */
function renderPlainly(summary: Summary): string {
  return ['## Review', ...summary.listed.map(({ fingerprint }) => `- listed ${fingerprint}`)].join('\n');
}

/** Findings on lines of `a.ts` that the scene's change holds, each with a fingerprint of its own. */
export function findings(count: number, line = 5): Finding[] {
  return Array.from({ length: count }, (_, at) =>
    finding({
      anchor: { path: 'a.ts', side: 'head', startLine: line, endLine: line },
      fingerprint: fingerprint(at),
      quote: 'five',
    }),
  );
}

export function fingerprint(number: number): string {
  return number.toString(16).padStart(16, '0');
}

export function memoryOf(head: string): Memory {
  return { version: 1, head, asking: 'asking', chunks: ['c1'], carried: [], told: [] };
}

/** What the core would hand over, with what a test needs to be different. */
export function postingOf(
  pull: PullRequest,
  comments: readonly Finding[],
  parts: Partial<Posting> = {},
): Posting {
  const head = pull.head.sha;
  return {
    pull,
    head,
    comments,
    edits: [],
    summary: {
      review: {} as Review,
      memory: memoryOf(head),
      listed: [],
      known: [],
      dismissed: [],
      fixed: [],
      reused: 0,
      listening: 'none',
    },
    old: undefined,
    check: { conclusion: 'failure', annotations: comments, handle: undefined },
    ...parts,
  };
}

/** Our comments as a later run finds them. */
export function knownComments(github: GitHubDouble): OwnComment[] {
  return github.state.reviewComments.flatMap(({ id, body, path, author }) => {
    const marker = author === 'galley[bot]' ? parseCommentMarker(body) : undefined;
    if (marker === undefined) return [];
    const { fingerprint, status, quoteHash, quoteLines } = marker;
    const told = { fingerprint, rule: 'galley/sample', status, quoteHash, quoteLines };
    return [{ id, url: '', path, isAnswered: false, body, ...told }];
  });
}

export const quoteOfFive = hashQuote('five');
export const never = new AbortController().signal;
