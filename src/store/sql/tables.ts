/**
 * The store's own tables. Times are milliseconds since 1970.
 *
 * A job that waits has a `turn` in the queue, or none as long as another of its `key` is active. The unique indexes say
 * what must never be: two active jobs of one key and lane, two waiting reviews of one pull request.
 */
export const tables = `
create table galley.deliveries (
  id text primary key,
  event text not null,
  at bigint not null,
  head text,
  job uuid,
  ended text
);
create index deliveries_job on galley.deliveries (job);
create index deliveries_at on galley.deliveries (at);

create sequence galley.fences;
create table galley.jobs (
  id uuid primary key default gen_random_uuid(),
  lane text not null,
  key text not null,
  repository text,
  number integer,
  installation bigint not null,
  errand jsonb not null,
  head text,
  is_forced boolean not null,
  state text not null,
  turn uuid,
  failures integer not null default 0,
  fence bigint not null default 0,
  worker text,
  lease_until bigint not null default 0,
  superseded text,
  accepted_at bigint not null,
  due_at bigint not null,
  started_at bigint,
  ended_at bigint,
  touched_at bigint not null,
  progress text,
  problem jsonb
);
create unique index jobs_active on galley.jobs (lane, key) where state = 'active';
create unique index jobs_waiting on galley.jobs (key) where lane = 'review' and state in ('waiting', 'again');
create index jobs_due on galley.jobs (due_at) where state in ('waiting', 'again');
create index jobs_held_back on galley.jobs (lane, key, accepted_at) where state = 'waiting' and turn is null;
create index jobs_touched on galley.jobs (touched_at desc, id);
create index jobs_state on galley.jobs (state, touched_at desc, id);
create index jobs_key on galley.jobs (key, touched_at desc, id);

create table galley.pulls (
  repository text not null,
  number integer not null,
  installation bigint not null,
  is_paused boolean not null default false,
  paused_by text,
  last_at bigint not null,
  last_job uuid,
  reviews integer not null default 0,
  review uuid,
  primary key (repository, number)
);
create index pulls_last on galley.pulls (repository, last_at desc);
create index pulls_installation on galley.pulls (installation);

create table galley.reviews (
  job uuid primary key,
  repository text not null,
  number integer not null,
  head text not null,
  configuration text not null,
  verdict text not null,
  ended_at bigint not null,
  ms bigint not null,
  record jsonb not null
);
create index reviews_head on galley.reviews (repository, number, head);
create index reviews_ended on galley.reviews (ended_at);

create table galley.tally (
  day text not null,
  kind text not null,
  name text not null,
  amount double precision not null,
  primary key (day, kind, name)
);
`;

/** What the second version adds. */
export const laterTables = `
create table galley.workers (
  name text primary key,
  seen_at bigint not null,
  model jsonb
);

create table galley.ended_sessions (
  id text primary key,
  kept_until bigint not null
);
`;

/** What the third version adds: when something was begun last that one process does for all. */
export const turnsTable = `
create table galley.turns (
  name text primary key,
  began_at bigint not null
);
`;
