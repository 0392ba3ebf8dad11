/**
 * `galley.accept`: keeps deliveries, each with the job that answers it, and says which jobs want a turn in the queue.
 *
 * Jobs of one key are changed by one transaction at a time (`lock_key`). Keys and deliveries come in one order, so that
 * no two batches wait for each other.
 */
export const acceptSql = `
create or replace function galley.clock(given bigint) returns bigint language sql volatile as $$
  select coalesce(given, floor(extract(epoch from clock_timestamp()) * 1000)::bigint)
$$;

create or replace function galley.lock_key(key text) returns void language sql volatile as $$
  select pg_advisory_xact_lock(hashtextextended('galley ' || key, 0))
$$;

-- It has a turn where none of its lane and key is under way.
create or replace function galley.add_job(of_lane text, of_key text, errand jsonb, now_ms bigint)
returns galley.jobs language plpgsql as $$
declare
  job galley.jobs;
begin
  insert into galley.jobs (lane, key, repository, number, installation, errand, head, is_forced, state, turn,
    accepted_at, due_at, touched_at)
  values (of_lane, of_key, errand #>> '{pull,repository}', (errand #>> '{pull,number}')::integer,
    (errand ->> 'installation')::bigint, errand, errand ->> 'head', coalesce((errand ->> 'isForced')::boolean, false),
    'waiting', case when not exists (
      select from galley.jobs j where j.lane = of_lane and j.key = of_key and j.state = 'active'
    ) then gen_random_uuid() end, now_ms, now_ms, now_ms)
  returning * into job;
  return job;
end $$;

-- A job that waits is told what else is asked of it.
create or replace function galley.tell(job uuid, told jsonb, now_ms bigint) returns void language sql as $$
  update galley.jobs set
    errand = told
      || jsonb_strip_nulls(jsonb_build_object('head', coalesce(told ->> 'head', head)))
      || jsonb_build_object('isForced', is_forced or (told ->> 'isForced')::boolean),
    head = coalesce(told ->> 'head', head),
    is_forced = is_forced or (told ->> 'isForced')::boolean,
    installation = (told ->> 'installation')::bigint,
    touched_at = now_ms
  where id = job
$$;

-- Nobody wants these any more. Returns those that are under way.
create or replace function galley.drop_key(of_key text, of_lane text, now_ms bigint) returns uuid[] language plpgsql as $$
declare
  stopped uuid[];
begin
  with ended as (
    update galley.jobs set state = 'superseded', turn = null, ended_at = now_ms, touched_at = now_ms
    where key = of_key and lane = coalesce(of_lane, lane) and state in ('waiting', 'again')
    returning id
  )
  update galley.deliveries set ended = 'superseded' where job in (select id from ended) and ended is null;
  with active as (
    update galley.jobs set superseded = 'closed'
    where key = of_key and lane = coalesce(of_lane, lane) and state = 'active'
    returning id
  )
  select array_agg(id) into stopped from active;
  return coalesce(stopped, '{}');
end $$;

-- Whether a review was begun since the last one that stands: it may have left something under way.
create or replace function galley.has_left(of_key text) returns boolean language sql as $$
  select exists (
    select from galley.jobs j
    where j.lane = 'review' and j.key = of_key and j.started_at is not null
      and j.state not in ('posted', 'duplicate', 'ignored') and j.touched_at > coalesce(
        (select max(r.ended_at) from galley.reviews r where r.repository = j.repository and r.number = j.number), 0)
  )
$$;

-- A dead job waits again, or another one that waits takes its deliveries. Returns the job that wants a turn, if any.
create or replace function galley.revive(job uuid, now_ms bigint, out done boolean, out queued galley.jobs)
language plpgsql as $$
declare
  dead galley.jobs;
  waiting uuid;
  is_busy boolean;
begin
  done := false;
  select * into dead from galley.jobs where id = job;
  if dead.id is null then return; end if;
  perform galley.lock_key(dead.key);
  select * into dead from galley.jobs where id = job;
  if dead.state is distinct from 'dead' then return; end if;
  done := true;
  if dead.lane = 'review' then
    select id into waiting from galley.jobs j
    where j.lane = 'review' and j.key = dead.key and j.state in ('waiting', 'again');
  end if;
  update galley.deliveries d set ended = null, job = coalesce(waiting, dead.id) where d.job = dead.id;
  if waiting is not null then
    update galley.jobs set state = 'superseded', touched_at = now_ms where id = dead.id;
    update galley.jobs set is_forced = is_forced or dead.is_forced,
      errand = errand || jsonb_build_object('isForced', is_forced or dead.is_forced)
    where id = waiting;
    return;
  end if;
  is_busy := exists (select from galley.jobs j where j.lane = dead.lane and j.key = dead.key and j.state = 'active');
  update galley.jobs set state = 'waiting', failures = 0, superseded = null, ended_at = null, problem = null,
    worker = null, due_at = now_ms, touched_at = now_ms, turn = case when not is_busy then gen_random_uuid() end
  where id = dead.id returning * into queued;
end $$;

-- Whether somebody asked for the last review, and nobody has got it: its check ended without it, and hides an older one.
create or replace function galley.was_cut_short(of_key text) returns boolean language sql as $$
  select coalesce((
    select is_forced and (state = 'superseded' or superseded = 'closed') from galley.jobs
    where lane = 'review' and key = of_key and errand ->> 'kind' = 'review' and state not in ('waiting', 'again')
    order by touched_at desc, accepted_at desc limit 1), false)
$$;

-- The job that answers a review errand, and those that want a turn or must stop.
create or replace function galley.place_review(of_key text, told jsonb, now_ms bigint,
  out answer uuid, out queued galley.jobs, out stopped uuid)
language plpgsql as $$
declare
  active galley.jobs;
  waiting uuid;
  new_head text := told ->> 'head';
  wants_own boolean;
begin
  select * into active from galley.jobs where lane = 'review' and key = of_key and state = 'active';
  if galley.was_cut_short(of_key) then told := jsonb_set(told, '{isForced}', 'true'); end if;
  select id into waiting from galley.jobs
  where lane = 'review' and key = of_key and state in ('waiting', 'again');
  if active.id is not null and active.superseded is null then
    wants_own := (told ->> 'isForced')::boolean and not active.is_forced;
    if waiting is null and active.head = new_head and not wants_own then
      answer := active.id;
      return;
    end if;
    if new_head is not null and active.head is distinct from new_head then
      update galley.jobs set superseded = 'pushed' where id = active.id;
      stopped := active.id;
    end if;
  end if;
  if waiting is not null then
    perform galley.tell(waiting, told, now_ms);
    answer := waiting;
  else
    queued := galley.add_job('review', of_key, told, now_ms);
    answer := queued.id;
  end if;
end $$;

-- Each of the batch: {id, event, key, lane, errand}. Returns {known: [id], turns: [{turn, job, lane}],
-- stopped: [job], jobs: {id: job}}; a delivery that asks for nothing has no job.
create or replace function galley.accept(batch jsonb, given_ms bigint) returns jsonb language plpgsql as $$
declare
  now_ms bigint := galley.clock(given_ms);
  delivery record;
  before galley.deliveries;
  revived record;
  placed record;
  kind text;
  answer uuid;
  queued galley.jobs;
  stop uuid;
  is_done boolean;
  has_left boolean;
  known text[] := '{}';
  turns jsonb := '[]';
  jobs jsonb := '{}';
  stopped uuid[] := '{}';
begin
  perform galley.lock_key(keys.key) from (
    select distinct key from jsonb_to_recordset(batch) as x (key text) where key is not null order by key
  ) keys;
  for delivery in
    select * from jsonb_to_recordset(batch) as x (id text, event text, key text, lane text, errand jsonb) order by id
  loop
    answer := null; queued := null; stop := null; is_done := false;
    kind := delivery.errand ->> 'kind';
    insert into galley.deliveries (id, event, at, head)
    values (delivery.id, delivery.event, now_ms, case when kind = 'review' then delivery.errand ->> 'head' end)
    on conflict do nothing;
    if not found then
      select * into before from galley.deliveries d where d.id = delivery.id for update;
      if before.ended is distinct from 'dead' then
        known := known || delivery.id;
        jobs := jobs || jsonb_build_object(delivery.id, before.job);
        continue;
      end if;
      select * into revived from galley.revive(before.job, now_ms);
      is_done := revived.done; queued := revived.queued;
    end if;
    if not is_done then
      if kind = 'review' then
        select * into placed from galley.place_review(delivery.key, delivery.errand, now_ms);
        answer := placed.answer; queued := placed.queued; stop := placed.stopped;
      elsif kind = 'close' then
        has_left := galley.has_left(delivery.key);
        stopped := stopped || galley.drop_key(delivery.key, 'review', now_ms);
        if has_left then
          queued := galley.add_job('review', delivery.key, delivery.errand, now_ms);
          answer := queued.id;
        end if;
      elsif kind is not null then
        queued := galley.add_job(delivery.lane, delivery.key, delivery.errand, now_ms);
        answer := queued.id;
      end if;
      update galley.deliveries d set job = answer, ended = case when answer is null or kind = 'close' then 'ignored' end
      where d.id = delivery.id;
    end if;
    jobs := jobs || jsonb_build_object(delivery.id, coalesce(answer, queued.id));
    if stop is not null then stopped := stopped || stop; end if;
    if queued.turn is not null then
      turns := turns || jsonb_build_object('turn', queued.turn, 'job', queued.id, 'lane', queued.lane);
    end if;
    if delivery.errand ? 'pull' then
      insert into galley.pulls (repository, number, installation, last_at, last_job)
      values (delivery.errand #>> '{pull,repository}', (delivery.errand #>> '{pull,number}')::integer,
        (delivery.errand ->> 'installation')::bigint, now_ms, answer)
      on conflict (repository, number) do update set
        installation = excluded.installation, last_at = excluded.last_at,
        last_job = coalesce(excluded.last_job, pulls.last_job);
    end if;
  end loop;
  return jsonb_build_object('known', to_jsonb(known), 'turns', turns, 'stopped', to_jsonb(stopped),
    'jobs', jsonb_strip_nulls(jobs));
end $$;
`;
