import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parse, parseAllDocuments } from 'yaml';

const folder = resolve('deploy');

export interface ComposeService {
  readonly image: string;
  readonly environment: Readonly<Record<string, string | number>>;
  readonly networks: readonly string[];
  readonly secrets?: readonly string[];
  readonly profiles?: readonly string[];
  readonly command: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly ports?: readonly string[];
}

export interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

export function readDeploy(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

export function readCompose(): Compose {
  return parse(readDeploy('compose.yml'), { merge: true }) as Compose;
}

/** The command of the Dockerfile's HEALTHCHECK. */
export function imageHealthcheck(): readonly string[] {
  const [, command = ''] = /^HEALTHCHECK [^[]*CMD (\[.*\])$/m.exec(readDeploy('Dockerfile')) ?? [];
  return JSON.parse(command) as string[];
}

/** One resource of Kubernetes. */
export interface Resource {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: unknown;
}

const chartTool = resolve('.peers/bin/helm-chart');

/** Undefined: it is there; else what is missing, for people. */
export const noChartTool = existsSync(chartTool) ? undefined : 'no helm-chart: bash scripts/peers.sh';

/** What the chart renders to for a file of values. Rejects with Helm's own words. */
export async function renderChart(values: string): Promise<readonly Resource[]> {
  const { stdout } = await promisify(execFile)(chartTool, ['template', join(folder, 'chart'), values]);
  return parseAllDocuments(stdout)
    .map((document) => document.toJS() as Resource | null)
    .filter((resource) => resource !== null);
}
