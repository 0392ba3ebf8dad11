import { hashQuote } from '../../src/finding/quote-hash.ts';
import type {
  Conversation,
  Dismissal,
  Forge,
  OwnComment,
  Posting,
  PullRequest,
} from '../../src/review/forge-ports.ts';

export const samplePull: PullRequest = {
  repository: 'acme/shop',
  number: 7,
  url: 'https://forge.example/acme/shop/pull/7',
  title: 'Count the items',
  author: 'mona',
  state: 'open',
  isDraft: false,
  base: { ref: 'main', sha: 'b'.repeat(40), repository: 'acme/shop' },
  head: { ref: 'count', sha: '1'.repeat(40), repository: 'acme/shop' },
  isFork: false,
};

/** What stands on the pull request, for a test to look at and to change between runs. */
export interface ForgeState {
  pull: PullRequest;
  conversation: Conversation;
  /** What was asked of the forge, in order. */
  readonly calls: string[];
  readonly postings: Posting[];
  /** Reasons for which checks ended without a posting. */
  readonly dropped: string[];
  /** Heads whose check was ended in case one was left, and what it says. */
  readonly left: (readonly [head: string, reason: string])[];
}

/** Errors to throw instead of an answer, and what happens just before one. */
export type ForgeFaults = Partial<Record<keyof Forge, (call: number) => unknown>>;

export interface MemoryForge extends Forge {
  readonly state: ForgeState;
}

/**
 * The Forge port in memory: it keeps what is posted as a forge would show it to the next run. `faults` are called before
 * a call is answered, with the number of such calls before it: what they throw is thrown.
 */
export function memoryForge(faults: ForgeFaults = {}): MemoryForge {
  const state: ForgeState = {
    pull: samplePull,
    conversation: { summary: undefined, comments: [], dismissals: [] },
    calls: [],
    postings: [],
    dropped: [],
    left: [],
  };
  const begin = (name: keyof Forge, signal: AbortSignal): void => {
    const before = state.calls.filter((call) => call === name).length;
    state.calls.push(name);
    signal.throwIfAborted();
    faults[name]?.(before);
  };
  return {
    state,
    async readPullRequest(signal) {
      begin('readPullRequest', signal);
      return state.pull;
    },
    async readMergeBase(pull, signal) {
      begin('readMergeBase', signal);
      return pull.base.sha;
    },
    async readConversation(_pull, signal) {
      begin('readConversation', signal);
      return state.conversation;
    },
    async startCheck(_pull, signal) {
      begin('startCheck', signal);
      return {
        id: state.calls.length,
        progress: async (text) => void state.calls.push(`progress ${text}`),
        drop: async (reason, told) => void state.dropped.push([reason, ...(told?.lines ?? [])].join('\n')),
      };
    },
    async endLeftCheck(head, reason, signal) {
      begin('endLeftCheck', signal);
      state.left.push([head, reason]);
    },
    async post(posting, signal) {
      begin('post', signal);
      state.postings.push(posting);
      state.conversation = afterPosting(state.conversation, posting);
      const { url } = state.conversation.summary ?? { url: '' };
      return { url, comments: posting.comments.length, refused: [], problems: [] };
    },
  };
}

function afterPosting({ comments, dismissals }: Conversation, posting: Posting): Conversation {
  const edited = comments.map((comment) => {
    const edit = posting.edits.find((one) => one.comment.id === comment.id);
    return edit === undefined ? comment : { ...comment, status: edit.status };
  });
  const added = posting.comments.map((finding, index): OwnComment => {
    const { hash: quoteHash, lines: quoteLines } = hashQuote(finding.quote);
    const id = 100 + comments.length + index;
    const { fingerprint, rule, anchor, message: body } = finding;
    const url = `${samplePull.url}#discussion_r${id}`;
    const path = anchor.path;
    const told = { fingerprint, rule, status: 'open', quoteHash, quoteLines } as const;
    return { id, url, path, isAnswered: false, body, ...told };
  });
  const summary = { id: 1, url: `${samplePull.url}#issuecomment-1`, memory: posting.summary.memory };
  return { summary, comments: [...edited, ...added], dismissals };
}

/** As someone with write access says it. */
export function dismissal(fingerprint: string, parts: Partial<Dismissal> = {}): Dismissal {
  return { fingerprint, by: 'hubot', role: 'maintainer', how: 'command', reason: '', ...parts };
}
