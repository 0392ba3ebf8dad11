import { startPostgres } from '../../test/doubles/postgres/start-postgres.ts';
import type { Subject } from '../build-subject.ts';
import type { Figure, Result } from '../figure.ts';
import { measureFlood } from './measure-flood.ts';
import { measureQueue } from './measure-queue.ts';
import { measureStart } from './measure-start.ts';
import { measureWorkers } from './measure-workers.ts';

/** `galley serve` as a process: webhooks, a long queue, workers, its start. GitHub and the model are doubles. */
export async function measureApp({ galley }: Subject): Promise<Result> {
  const figures: Figure[] = [...(await measureStart(galley))];
  figures.push(...(await measureFlood(galley, 'Embedded', undefined)));
  const server = await startPostgres();
  try {
    figures.push(...(await measureFlood(galley, 'PostgreSQL', server.url)));
  } finally {
    await server.remove();
  }
  figures.push(...(await measureQueue(galley)), ...(await measureWorkers(galley)));
  return {
    title: 'The app',
    method:
      '10,000 signed webhooks of GitHub at an even rate within 60 s, about 2,000 pull requests, with a review that waits for a model that does not answer; latency from the first byte sent to the status received. Driver, doubles and app share this machine.',
    figures,
  };
}
