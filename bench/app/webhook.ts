import { createHash, createHmac, randomUUID } from 'node:crypto';
import examples from '@octokit/webhooks-examples';

/** What is sent: a pull request of a repository, opened and pushed to. */
export interface WebhookAbout {
  readonly installation: number;
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
  readonly head: string;
  readonly action: 'opened' | 'synchronize';
}

export interface SignedWebhook {
  readonly id: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface PullPayload {
  readonly pull_request: Readonly<Record<string, unknown>> & { readonly head: object; readonly base: object };
  readonly repository: Readonly<Record<string, unknown>>;
}

/** GitHub's own example, as large as they are. */
const example = (
  examples as unknown as readonly { readonly name: string; readonly examples: readonly unknown[] }[]
)
  .find(({ name }) => name === 'pull_request')
  ?.examples.find((one) => (one as { action?: string }).action === 'synchronize') as PullPayload;

/** A delivery as GitHub sends it, about what the bench says. */
export function signWebhook(about: WebhookAbout, secret: string): SignedWebhook {
  const { installation, repository, number, head, action } = about;
  const [, name] = repository.split('/');
  const repo = { ...example.repository, name, full_name: repository };
  const pull = {
    ...example.pull_request,
    number,
    state: 'open',
    draft: false,
    head: { ...example.pull_request.head, sha: head },
    base: { ...example.pull_request.base, repo },
  };
  const body = JSON.stringify({
    ...example,
    action,
    number,
    after: head,
    pull_request: pull,
    repository: repo,
    installation: { id: installation, node_id: 'IN' },
  });
  const id = randomUUID();
  return {
    id,
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-delivery': id,
      'x-github-event': 'pull_request',
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
  };
}

/** A commit that nobody has. */
export function headOf(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
