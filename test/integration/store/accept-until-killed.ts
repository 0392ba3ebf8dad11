import { createStore } from '../../../src/store/create-store.ts';

/**
 * Accepts deliveries `p-0`, `p-1`, … into the folder and prints each that was accepted, until somebody kills it.
 * Usage: FOLDER [PREFIX [TEMPLATE]]
 */
const [folder = '', prefix = 'p', template] = process.argv.slice(2);
const store = await createStore({ folder, template, backoffSeconds: 0 });
process.stdout.write('open\n');
for (let number = 0; ; number += 1) {
  const ids = [0, 1, 2].map((part) => `${prefix}-${number}-${part}`);
  await Promise.all(
    ids.map(async (id, part) => {
      const pull = { repository: 'acme/shop', number: number * 3 + part };
      const head = 'a'.repeat(40);
      const errand = { kind: 'review', installation: 1, pull, head, isForced: false } as const;
      await store.jobs.accept({ id, event: 'pull_request.opened', errand });
      process.stdout.write(`${id}\n`);
    }),
  );
  const job = await store.jobs.take('review', 'child', 60_000);
  if (job && number % 2 === 0) await store.jobs.finish(job, 'ignored');
}
