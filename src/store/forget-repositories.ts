import type { Operations } from './operations.ts';

/** Ends what waits or is under way for these repositories, and deletes their reviews. Empty: of the whole installation. */
export async function forgetRepositories(
  { database, now }: Operations,
  installation: number,
  repositories: readonly string[],
): Promise<void> {
  const ofThese = `installation = $1 and (cardinality($2::text[]) = 0 or repository = any($2::text[]))`;
  const keys = await database.query<{ key: string }>(
    `select distinct key from galley.jobs
     where state in ('waiting', 'again', 'active') and repository is not null and ${ofThese}`,
    [installation, repositories],
  );
  for (const { key } of keys)
    await database.transaction(async (sql) => {
      await sql.query('select galley.lock_key($1)', [key]);
      await sql.query('select galley.drop_key($1, null, galley.clock($2::bigint))', [key, now()]);
    });
  await database.transaction(async (sql) => {
    await sql.query(
      `delete from galley.reviews r using galley.pulls p
       where r.repository = p.repository and r.number = p.number
         and p.installation = $1 and (cardinality($2::text[]) = 0 or p.repository = any($2::text[]))`,
      [installation, repositories],
    );
    await sql.query(`delete from galley.pulls where ${ofThese}`, [installation, repositories]);
  });
}
