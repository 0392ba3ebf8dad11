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
});
