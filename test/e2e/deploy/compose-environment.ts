import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCompose } from '../../integration/deploy/read-deploy.ts';

/** What is other than in a container. */
export interface Outside {
  /** What stands in `.env`. */
  readonly values: Readonly<Record<string, string>>;
  /** Texts of secrets by their names. A secret that is missing is not handed over. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Folder that gets the files of the secrets. */
  readonly folder: string;
  /** Laid over the rest: other addresses, other folders. */
  readonly env: Readonly<Record<string, string>>;
}

/** The environment that `docker compose up` gives the app, with other places in it. */
export function composeEnvironment({ values, secrets, folder, env }: Outside): Record<string, string> {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(secrets)) {
    const file = join(folder, name);
    writeFileSync(file, text);
    chmodSync(file, 0o444);
  }
  const { environment } = readCompose().services['app']!;
  const entries = Object.entries(environment).flatMap(([name, raw]) => {
    const value = fillIn(String(raw), values);
    const secret = /^\/run\/secrets\/(.+)$/.exec(value)?.[1];
    if (secret === undefined) return [[name, value] as const];
    return secret in secrets ? [[name, join(folder, secret)] as const] : [];
  });
  return { ...Object.fromEntries(entries), ...env };
}

/** As Compose does for `${NAME:-default}` and `${NAME:?why}`. */
function fillIn(text: string, values: Outside['values']): string {
  return text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind?: string, more?: string) => {
    const value = values[name] ?? '';
    if (value !== '') return value;
    if (kind === '?') throw new Error(`${name}: ${String(more)}`);
    return more ?? '';
  });
}
