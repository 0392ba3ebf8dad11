import * as z from 'zod/mini';
import type { Errand } from '../../../review/jobs/errand.ts';
import { repository } from './payload-parts.ts';

const installed = z.object({ id: z.int().check(z.positive()) });
const installationSchema = z.object({ action: z.string(), installation: installed });
const repositoriesSchema = z.object({
  action: z.string(),
  installation: installed,
  repositories_added: z.optional(z.array(repository)),
  repositories_removed: z.optional(z.array(repository)),
});

const begins: ReadonlySet<string> = new Set(['created', 'unsuspend', 'new_permissions_accepted']);
const ends: ReadonlySet<string> = new Set(['deleted', 'suspend']);

export function mapInstallation(payload: unknown): readonly Errand[] {
  const { action, installation } = installationSchema.parse(payload);
  if (!begins.has(action) && !ends.has(action)) return [];
  return [
    { kind: 'installation', installation: installation.id, repositories: [], isGone: ends.has(action) },
  ];
}

export function mapInstallationRepositories(payload: unknown): readonly Errand[] {
  const event = repositoriesSchema.parse(payload);
  const isGone = event.action === 'removed';
  const told = isGone ? event.repositories_removed : event.repositories_added;
  const repositories = (told ?? []).map(({ full_name }) => full_name);
  // Empty would mean all of them.
  if (repositories.length === 0) return [];
  return [{ kind: 'installation', installation: event.installation.id, repositories, isGone }];
}
