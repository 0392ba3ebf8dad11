import { join } from 'node:path';
import { silentLog } from '../../../src/log.ts';
import { openEmbedded } from '../../../src/store/embedded/open-embedded.ts';
import { openServer } from '../../../src/store/open-server.ts';
import type { AppScene } from './app-scene.ts';

/** How each delivery ended, by its id, as the database has it; null: it did not. Its app must have ended. */
export async function keptDeliveries({
  data,
  databaseUrl,
}: AppScene): Promise<ReadonlyMap<string, string | null>> {
  const database =
    databaseUrl === undefined
      ? await openEmbedded({ folder: join(data, 'store') }, silentLog)
      : await openServer(databaseUrl, silentLog);
  try {
    const rows = await database.query<{ id: string; ended: string | null }>(
      'select id, ended from galley.deliveries',
      [],
    );
    return new Map(rows.map(({ id, ended }) => [id, ended]));
  } finally {
    await database.close();
  }
}
