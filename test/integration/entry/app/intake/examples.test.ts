import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handledEvents } from '../../../../../src/entry/app/webhooks/map-event.ts';
import { startAppServer, type AppServer } from './app-server.ts';

interface Example {
  readonly name: string;
  readonly examples: readonly { readonly action?: string; readonly installation?: { readonly id: number } }[];
}

// The package has no entry that Node's loader of modules would take.
const all = createRequire(import.meta.url)('@octokit/webhooks-examples') as
  readonly Example[] | { readonly default: readonly Example[] };
const examples = 'default' in all ? all.default : all;

describe.each(handledEvents)('%s as GitHub documents it', (name) => {
  let app: AppServer;
  beforeAll(async () => {
    app = await startAppServer();
    return () => app.close();
  });
  const payloads = examples.find((event) => event.name === name)?.examples ?? [];

  it.each(payloads.map((payload, i) => [`${payload.action ?? ''} ${i}`, payload] as const))(
    '%s is taken and understood',
    async (_, payload) => {
      const before = app.accepted.length;
      const response = await app.post(name, JSON.stringify(payload));
      expect(response.status).toBe(202);
      expect(app.accepted).toHaveLength(before + 1);
      expect(app.logged.join('')).not.toContain('not as GitHub describes it');
      const { errand } = app.accepted.at(-1)!;
      if (errand !== undefined) expect(errand.installation).toBe(payload.installation?.id);
      if (payload.installation === undefined) expect(errand).toBeUndefined();
    },
  );

  afterAll(() => expect(payloads.length).toBeGreaterThan(0));
});

describe('what GitHub documents', () => {
  const wanted: readonly (readonly [string, string, string])[] = [
    ['pull_request', 'opened', 'review'],
    ['pull_request', 'synchronize', 'review'],
    ['pull_request', 'reopened', 'review'],
    ['pull_request', 'closed', 'close'],
    ['installation', 'created', 'installation'],
    ['installation', 'deleted', 'installation'],
    ['installation_repositories', 'added', 'installation'],
    ['installation_repositories', 'removed', 'installation'],
  ];

  it.each(wanted)('%s %s asks for %s', async (name, action, kind) => {
    const app = await startAppServer();
    const payload = examples
      .find((event) => event.name === name)
      ?.examples.find((example) => example.action === action && example.installation !== undefined);
    await app.post(name, JSON.stringify(payload));
    expect(app.accepted.at(-1)?.errand?.kind).toBe(kind);
    await app.close();
  });

  // The examples come from others: what makes each one ours is laid over it, and nothing else.
  const command = { body: '/galley why' };
  const ofOurs = { comments: [{ user: { login: 'galley[bot]', type: 'Bot' } }] };
  const why = { kind: 'command', command: { name: 'why' }, by: 'Codertocat' };
  const ours: readonly (readonly [string, string, object, object])[] = [
    [
      ...(['issue_comment', 'created'] as const),
      { comment: command, issue: { pull_request: {} } },
      { ...why, comment: { kind: 'conversation' } },
    ],
    [
      ...(['pull_request_review_comment', 'created'] as const),
      { comment: command },
      { ...why, comment: { kind: 'line' } },
    ],
    ['check_suite', 'rerequested', {}, { kind: 'review', isForced: true }],
    [
      ...(['check_run', 'rerequested'] as const),
      { check_run: { external_id: 'galley/3/x' } },
      { kind: 'review', isForced: true, pull: { number: 3 } },
    ],
    [
      ...(['check_run', 'requested_action'] as const),
      { requested_action: { identifier: 'galley-tests' } },
      { kind: 'command', command: { name: 'tests' }, comment: undefined },
    ],
    ['pull_request_review_thread', 'resolved', { thread: ofOurs }, { kind: 'review', isForced: true }],
    ['pull_request_review_thread', 'unresolved', { thread: ofOurs }, { kind: 'review', isForced: true }],
  ];

  it.each(ours)('%s %s, where it is ours', async (name, action, over, errand) => {
    const app = await startAppServer();
    const payload = examples
      .find((event) => event.name === name)
      ?.examples.find((example) => example.action === action && example.installation !== undefined);
    expect(payload).toBeDefined();
    await app.post(name, JSON.stringify(layOver(payload as object, over)));
    expect(app.accepted.at(-1)?.errand).toMatchObject(errand);
    await app.close();
  });
});

/** The values of `over`, each object in the object of its name. */
function layOver(value: object, over: object): object {
  const isObject = (one: unknown): one is object =>
    typeof one === 'object' && one !== null && !Array.isArray(one);
  const merged = Object.entries(over).map(([name, one]: [string, unknown]) => {
    const before: unknown = (value as Record<string, unknown>)[name];
    return [name, isObject(before) && isObject(one) ? layOver(before, one) : one];
  });
  return { ...value, ...(Object.fromEntries(merged) as object) };
}
