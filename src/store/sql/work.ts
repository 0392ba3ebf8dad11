/** What becomes of one job: taken, ended, put back. Each function has the key of the job for itself. */
export const workSql = `
-- Under way, if the turn is the job's own and no other of its key is. Else the turn is void, and the job held back.
create or replace function galley.start_job(of_turn uuid, of_job uuid, by_worker text, lease_ms bigint, given_ms bigint)
returns setof galley.jobs language plpgsql as $$
declare
  now_ms bigint := galley.clock(given_ms);
  its_key text;
  its_lane text;
begin
  select key, lane into its_key, its_lane from galley.jobs where id = of_job;
  if not found then return; end if;
  perform galley.lock_key(its_key);
  if exists (select from galley.jobs where lane = its_lane and key = its_key and state = 'active') then
    update galley.jobs set turn = null where id = of_job and turn = of_turn and state in ('waiting', 'again');
    update galley.jobs set state = 'waiting' where id = of_job and turn is null and state = 'again';
    return;
  end if;
  return query update galley.jobs set state = 'active', worker = by_worker, lease_until = now_ms + lease_ms,
      fence = nextval('galley.fences'), superseded = null, progress = null, started_at = now_ms, touched_at = now_ms
    where id = of_job and turn = of_turn and state in ('waiting', 'again')
    returning *;
end $$;

-- The job, if this fence still holds it.
create or replace function galley.hold_job(of_job uuid, of_fence bigint) returns setof galley.jobs language plpgsql as $$
begin
  perform galley.lock_key(key) from galley.jobs where id = of_job;
  return query select * from galley.jobs where id = of_job and state = 'active' and fence = of_fence for update;
end $$;

-- The oldest that was held back gets a turn.
create or replace function galley.next_turn(of_lane text, of_key text)
returns setof galley.jobs language sql as $$
  update galley.jobs set turn = gen_random_uuid() where id = (
    select id from galley.jobs
    where lane = of_lane and key = of_key and state = 'waiting' and turn is null
    order by accepted_at, id limit 1
  ) returning *
$$;

create or replace function galley.count_review(record jsonb, of_day text) returns void language sql as $$
  insert into galley.tally (day, kind, name, amount)
  select of_day, kind, name, sum(amount) from (
    select 'verdict' as kind, record ->> 'verdict' as name, 1::float8 as amount
    union all
    select 'rule-' || count.key, rule ->> 'rule', count.value::float8
    from jsonb_array_elements(record -> 'findings') rule, jsonb_each_text(rule - 'rule') count
    union all
    select 'model-' || part.kind, record ->> 'model', (record #>> part.path)::float8
    from (values ('prompt', '{tokens,prompt}'::text[]), ('reply', '{tokens,reply}'), ('seconds', '{seconds,ask}'))
      part (kind, path)
    where record ->> 'model' is not null
    union all
    select 'tokens', '', (record #>> '{tokens,prompt}')::float8 + (record #>> '{tokens,reply}')::float8
  ) counted
  group by kind, name order by kind, name
  on conflict (day, kind, name) do update set amount = tally.amount + excluded.amount
$$;

-- Ends a held job and its deliveries; what they asked for at older heads was superseded.
create or replace function galley.end_job(of_job uuid, how text, seen_head text, record jsonb, why jsonb,
  given_ms bigint) returns void language plpgsql as $$
declare
  now_ms bigint := galley.clock(given_ms);
  today text := to_char(to_timestamp(now_ms / 1000.0) at time zone 'UTC', 'YYYY-MM-DD');
  job galley.jobs;
begin
  update galley.jobs set state = how, ended_at = now_ms, touched_at = now_ms, progress = null, problem = why,
    failures = failures + (how = 'dead')::integer
  where id = of_job returning * into job;
  update galley.deliveries d set ended = case
      when how in ('posted', 'duplicate') and d.head <> coalesce(seen_head, job.head) then 'superseded'
      else how end
  where d.job = of_job and ended is null;
  if how = 'dead' then
    insert into galley.tally values (today, 'dead', '', 1)
    on conflict (day, kind, name) do update set amount = tally.amount + 1;
  end if;
  if record is not null then
    insert into galley.reviews (job, repository, number, head, configuration, verdict, ended_at, ms, record)
    values (of_job, job.repository, job.number, record ->> 'head', record ->> 'configuration', record ->> 'verdict',
      now_ms, now_ms - job.accepted_at, record)
    on conflict do nothing;
    perform galley.count_review(record, today);
  end if;
  -- A close says nothing of what became of the pull request.
  update galley.pulls set last_at = now_ms, reviews = reviews + (record is not null)::integer,
    last_job = case when job.errand ->> 'kind' = 'close' then last_job else of_job end,
    review = case when record is null then review else of_job end
  where repository = job.repository and number = job.number;
end $$;

-- What a review that was given up has left on the forge is ended by a job of its own, where no other review comes.
create or replace function galley.end_left(of_job uuid, given_ms bigint) returns void language plpgsql as $$
declare
  job galley.jobs;
begin
  select * into job from galley.jobs where id = of_job;
  if job.errand ->> 'kind' is distinct from 'review' or exists (
    select from galley.jobs j where j.lane = 'review' and j.key = job.key and j.state in ('waiting', 'again')
  ) then return; end if;
  perform galley.add_job('review', job.key, jsonb_build_object('kind', 'close', 'isGivenUp', true,
    'installation', job.installation, 'pull', job.errand -> 'pull'), galley.clock(given_ms));
end $$;

-- Puts a held job back; a review that waited behind it is merged into it. A problem that is no failure puts it off: it is
-- remembered since when that goes on.
create or replace function galley.put_back(of_job uuid, new_state text, new_turn uuid, is_failure boolean, why jsonb,
  due_ms bigint, given_ms bigint) returns void language plpgsql as $$
declare
  now_ms bigint := galley.clock(given_ms);
  job galley.jobs;
  other galley.jobs;
begin
  select * into job from galley.jobs where id = of_job;
  if job.lane = 'review' then
    delete from galley.jobs
    where lane = 'review' and key = job.key and state in ('waiting', 'again')
    returning * into other;
  end if;
  update galley.jobs set state = new_state, turn = new_turn, failures = failures + is_failure::integer,
    problem = case when why is null then problem when is_failure then why
      else why || jsonb_build_object('since', coalesce((problem ->> 'since')::bigint, now_ms)) end,
    due_at = coalesce(due_ms, now_ms), touched_at = now_ms,
    worker = null, progress = null
  where id = of_job;
  if other.id is not null then
    update galley.deliveries d set job = of_job where d.job = other.id;
    update galley.pulls set last_job = of_job where repository = job.repository and number = job.number;
    perform galley.tell(of_job, other.errand, now_ms);
  end if;
end $$;
`;
