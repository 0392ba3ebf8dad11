import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { unknownAmong } from './known-variables.ts';
import { noChartTool, renderChart, type Resource } from './read-deploy.ts';

interface Container {
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
  readonly readinessProbe: { readonly httpGet: { readonly path: string } };
  readonly livenessProbe: { readonly httpGet: { readonly path: string } };
  readonly securityContext: unknown;
}
interface Pod {
  readonly containers: readonly [Container];
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly automountServiceAccountToken: boolean;
  readonly enableServiceLinks: boolean;
}

const both = ['embedded', 'postgres'] as const;

function render(mode: (typeof both)[number]): Promise<readonly Resource[]> {
  return renderChart(resolve('deploy/chart/ci', `${mode}.yaml`));
}

function podsOf(resources: readonly Resource[]): Pod[] {
  const loads = resources.filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
  return loads.map(({ spec }) => (spec as { readonly template: { readonly spec: Pod } }).template.spec);
}

describe('the chart', () => {
  beforeEach((context) => context.skip(noChartTool !== undefined, noChartTool));

  it.each(both)('gives no pod rights: %s', async (mode) => {
    const pods = podsOf(await render(mode));
    expect(pods).toHaveLength(mode === 'embedded' ? 1 : 2);
    for (const { containers, securityContext, ...pod } of pods) {
      expect(containers[0].securityContext).toEqual({
        ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
        capabilities: { drop: ['ALL'] },
      });
      expect(securityContext).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      // A service of the name `galley` would otherwise set GALLEY_PORT, at which Galley stops.
      expect(pod).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
    }
  });

  it.each(both)('tells Galley nothing that it does not know, and no secret: %s', async (mode) => {
    for (const { containers } of podsOf(await render(mode))) {
      const { env } = containers[0];
      expect(unknownAmong(env.map(({ name }) => name))).toEqual([]);
      const open = env.filter(({ name, value }) => /TOKEN$|KEY$|SECRET$|DATABASE_URL$/.test(name) && value);
      expect(open).toEqual([]);
    }
  });

  it('keeps those who take webhooks in service while the model is away', async () => {
    const pods = [...podsOf(await render('embedded')), ...podsOf(await render('postgres'))];
    const paths = pods.map(({ containers: [container] }) => [
      container.args.at(-1),
      container.readinessProbe.httpGet.path,
      container.livenessProbe.httpGet.path,
    ]);
    expect(paths).toEqual([
      ['all', '/readyz/webhooks', '/healthz'],
      ['web', '/readyz/webhooks', '/healthz'],
      ['worker', '/readyz', '/healthz'],
    ]);
  });

  it.each(both)('lets pods talk to what they need alone: %s', async (mode) => {
    const policy = (await render(mode)).find(({ kind }) => kind === 'NetworkPolicy');
    const { egress, ingress, policyTypes } = policy!.spec as {
      readonly policyTypes: readonly string[];
      readonly egress: readonly {
        readonly to: readonly unknown[];
        readonly ports: readonly { port: number }[];
      }[];
      readonly ingress: readonly { readonly from: readonly unknown[] }[];
    };
    expect(policyTypes).toEqual(['Ingress', 'Egress']);
    const ports = egress.map((rule) => rule.ports.map(({ port }) => port));
    expect(ports).toEqual(
      mode === 'embedded' ? [[53, 53], [11434], [443]] : [[53, 53], [8443], [5432], [443]],
    );
    for (const rule of egress) expect(rule.to.length).toBeGreaterThan(0);
    for (const rule of ingress) expect(rule.from.length).toBeGreaterThan(0);
  });

  it.each([
    ['no number of an app', { app: { id: '' } }, 'app/id'],
    ['a secret among the settings', { settings: { GALLEY_API_KEY: 'x' } }, 'GALLEY_API_KEY'],
    [
      'an empty list of peers, which would mean everybody',
      { networkPolicy: { model: { to: [] } } },
      'networkPolicy',
    ],
    ['an ingress without a host', { ingress: { enabled: true } }, 'ingress'],
    ['a word that it does not know', { ingres: {} }, 'ingres'],
  ])('refuses %s', async (_, wrong, where) => {
    const folder = mkdtempSync(join(tmpdir(), 'galley-chart-'));
    const file = join(folder, 'values.yaml');
    writeFileSync(file, stringify({ app: { id: '12345' }, ...wrong }));
    await expect(renderChart(file)).rejects.toThrow(where);
    rmSync(folder, { recursive: true });
  });
});
