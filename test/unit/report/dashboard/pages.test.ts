import { describe, expect, it } from 'vitest';
import { renderJob } from '../../../../src/report/dashboard/render-job.ts';
import { renderDead, renderJobs } from '../../../../src/report/dashboard/render-jobs.ts';
import type { PartLook } from '../../../../src/report/dashboard/judge-overview.ts';
import { renderOverview } from '../../../../src/report/dashboard/render-overview.ts';
import { renderPulls, renderRepositories } from '../../../../src/report/dashboard/render-repositories.ts';
import { renderSent } from '../../../../src/report/dashboard/render-sent.ts';
import { renderNotice, renderSignIn } from '../../../../src/report/dashboard/render-sign-in.ts';
import type { Errand } from '../../../../src/review/jobs/errand.ts';
import type { JobDetail, JobState, Overview } from '../../../../src/review/jobs/job-records.ts';
import { attacks } from '../html/hostile-review.ts';
import { jobIn, sampleJob, sampleJobs, sampleNow, sampleRecord, sampleTrends } from './sample-jobs.ts';

const context = { now: sampleNow, version: '1.2.3', csrf: 'c5rf' };
const page = { offset: 0, limit: 50 };
const quiet: Overview = {
  waiting: 0,
  active: 0,
  dead: 0,
  oldestDueAt: undefined,
  reviews: 0,
  medianMs: undefined,
  p95Ms: undefined,
};
const overviewOf = (given: Partial<Overview>, trends = sampleTrends(30), ...looks: PartLook[]): string =>
  renderOverview({ ...quiet, ...given }, trends, { isFollowed: false, looks }, context);
const heading = (html: string): string =>
  /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1]?.replace(/<[^>]*>/g, ' ') ?? '';
const textOf = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<\/?(?:bdi|code)>/g, '')
    .replace(/<[^>]*>/g, ' ');

describe('the overview', () => {
  it.each<[Partial<Overview>, string]>([
    [{}, 'All is well'],
    [{ active: 2, waiting: 4 }, 'At work'],
    [{ dead: 1 }, '1 dead letter needs a look'],
    [{ dead: 3 }, '3 dead letters need a look'],
    [{ dead: 3, waiting: 9, oldestDueAt: sampleNow - 3_600_000 }, 'The oldest job waits for 1 h'],
    [{ waiting: 9, oldestDueAt: sampleNow - 60_000 }, 'All is well'],
  ])('says at a glance how it is: %j', (given, said) => {
    const html = overviewOf(given);
    expect(heading(html)).toContain(said);
    expect(html).toContain(`<title>${said} · Galley</title>`);
  });

  const well = { part: 'model', state: 'ok', detail: 'qwen at http://gpu, not in memory' } as const;
  const refused = { part: 'github', state: 'failed', detail: 'The token was refused (401).' } as const;

  it('says how the model and GitHub are', () => {
    const all = overviewOf({}, [], { part: 'github', state: 'ok', detail: '3 installations' }, well);
    expect(heading(all)).toMatch(
      /All is well .*GitHub: 3 installations\. Model: qwen at http:\/\/gpu, not in memory\. $/,
    );
    const away = overviewOf({ dead: 1 }, [], {
      ...well,
      state: 'failed',
      detail: 'Nothing answers at <gpu>.',
    });
    expect(heading(away)).toMatch(
      /^The model cannot be asked Model: Nothing answers at &lt;gpu&gt;\. Nothing waits/,
    );
    const none = overviewOf({ waiting: 9, oldestDueAt: sampleNow - 3_600_000 }, [], refused, well);
    expect(heading(none)).toMatch(/^GitHub cannot be asked GitHub: The token was refused \(401\)\. 9 wait/);
    const both = overviewOf({}, [], refused, { ...well, state: 'failed' });
    expect(heading(both)).toContain('GitHub and the model cannot be asked');
    for (const html of [away, none, both]) expect(html).toContain('verdict t-error');
  });

  it('says that it looks before anybody has looked, and soon looks again', () => {
    const html = overviewOf({}, [], { ...well, state: 'looking', detail: '' });
    expect(heading(html)).toMatch(/^Looking at the model .*Nothing waits/);
    expect(html).not.toContain('All is well');
    expect(html).toContain('<meta http-equiv="refresh" content="2">');
    const failed = overviewOf({}, [], refused, { ...well, state: 'looking', detail: '' });
    expect(heading(failed)).toContain('GitHub cannot be asked');
  });

  it('warns of a long wait, and raises the alarm where /readyz does', () => {
    const waits = (ms: number) => overviewOf({ waiting: 1, active: 1, oldestDueAt: sampleNow - ms });
    expect(waits(15 * 60_000)).toContain('verdict t-warning');
    expect(waits(60 * 60_000)).toContain('verdict t-error');
  });

  it('asks for a worker when nobody takes what waits', () => {
    const stuck = overviewOf({ waiting: 9, oldestDueAt: sampleNow - 3_600_000 });
    expect(stuck).toContain('is one running?');
    expect(stuck).toContain('verdict t-error');
  });

  it('has each figure of its pictures as text too', () => {
    const html = overviewOf({ medianMs: 74_000, p95Ms: 312_000 });
    expect(html.match(/<svg /g)).toHaveLength(4);
    expect(html.match(/role="img" aria-labelledby="(\w+)-title \1-desc"/g)).toHaveLength(4);
    expect(textOf(html)).toMatch(/74 s +median; 95 of 100 within 5 min 12 s/);
    const last = sampleTrends(30).at(-1)!;
    expect(html).toContain(`data-label="Day">${last.day}</td>`);
    expect(html.match(/data-label="Tokens"/g)).toHaveLength(30);
  });

  it('draws days that are empty, unknown or huge', () => {
    const day = { ...sampleTrends(1)[0]!, reviews: 1, medianMs: undefined, tokens: 10 ** 15 };
    const html = overviewOf({}, [
      day,
      { ...day, reviews: 0, incomplete: 0, failed: 0, findings: 0, tokens: 0 },
    ]);
    expect(html).not.toMatch(/NaN|Infinity|undefined/);
    expect(overviewOf({}, [])).toContain('Nothing was reviewed yet');
  });

  it('renews itself only for those who want that', () => {
    expect(overviewOf({})).not.toContain('http-equiv');
    const followed = renderOverview(quiet, [], { isFollowed: true, looks: [] }, context);
    expect(followed).toContain('<meta http-equiv="refresh" content="30">');
  });
});

describe('jobs', () => {
  it('are shown with their state in words, and the way to the others', () => {
    const html = renderJobs({}, { rows: sampleJobs.slice(0, 50), total: 50_000 }, page, context);
    expect(html).toContain('1 to 50 of 50,000');
    expect(html).toContain('href="/dashboard/jobs?offset=50"');
    expect(html).not.toContain('rel="prev"');
    for (const word of ['posted', 'under way', 'tries again', 'dead', 'superseded', '3 of 9 files'])
      expect(textOf(html)).toContain(word);
  });

  it('keep the filter on the way', () => {
    const filter = { state: 'dead', pull: { repository: 'a/b', number: 3 } } as const;
    const html = renderJobs(
      filter,
      { rows: [jobIn('dead')], total: 120 },
      { offset: 50, limit: 50 },
      context,
    );
    expect(html).toContain('href="/dashboard/jobs?state=dead&amp;pull=a%2Fb%233"');
    expect(html).toContain('href="/dashboard/jobs?state=dead&amp;pull=a%2Fb%233&amp;offset=100"');
    expect(html).toContain('href="/dashboard/jobs?state=dead&amp;pull=a%2Fb%233" aria-current="true"');
  });

  it('a page costs little, however many there are', () => {
    const started = performance.now();
    const rows = Array.from({ length: 50 }, (_, index) => jobIn('dead', index));
    for (let times = 0; times < 20; times++) renderJobs({}, { rows, total: 50_000 }, page, context);
    // Twenty in the time that one may take.
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('that are dead have a button each, which only a page of ours can press', () => {
    const html = renderDead(
      { rows: [jobIn('dead', 1), jobIn('dead', 2)], total: 2 },
      page,
      undefined,
      context,
    );
    const forms = html.match(/<form method="post" action="[^"]*\/revive">.*?<\/form>/g) ?? [];
    expect(forms).toHaveLength(3);
    expect(html).toContain('<button>Run all 2 again</button>');
    expect(renderDead({ rows: [jobIn('dead', 1)], total: 1 }, page, undefined, context)).not.toContain(
      'Run all',
    );
    for (const form of forms) expect(form).toContain('<input type="hidden" name="csrf" value="c5rf">');
    expect(html).toContain('The model did not answer within 120 s.');
  });
});

describe('one job', () => {
  it('tells first what was not reviewed and why, then the account', () => {
    const html = renderJob(sampleJob, undefined, context);
    const text = textOf(html);
    expect(text).toMatch(/Not reviewed +src\/checkout\/pay\.ts *: +the model did not answer in 120 s/);
    expect(html.indexOf('Not reviewed')).toBeLessThan(html.indexOf('48,120 sent'));
    for (const part of [
      '48,120 sent (21,344 evaluated), 1,903 received',
      '41, 12 answered by the cache',
      '73 s',
      'qwen2.5-coder:7b, Q4_K_M',
      '14 of 19 added arms',
      'package-lock.json',
      'lock file',
      'probe/missing-await',
      '72d3162e-cc78-11e3-81ab-4c9367dc0958',
      'pull_request.synchronize',
    ])
      expect(text).toContain(part);
    expect(html).toContain(`href="/dashboard/jobs/${sampleJob.id}/sent"`);
    expect(html).toContain('rel="noreferrer noopener"');
  });

  it('that is incomplete says so, even when no file is to blame', () => {
    const record = { ...sampleRecord, files: [], problems: ['stopped before the end'] };
    expect(textOf(renderJob({ ...sampleJob, record }, undefined, context))).toContain(
      'stopped before the end',
    );
    const bare = renderJob({ ...sampleJob, record: { ...record, problems: [] } }, undefined, context);
    expect(bare).toContain('<h2>Not reviewed</h2>');
  });

  it.each<[JobState, boolean, boolean]>([
    ['waiting', true, false],
    ['active', true, false],
    ['again', true, false],
    ['posted', false, false],
    ['dead', false, true],
  ])('%s: renews itself: %s, can be run again: %s', (state, renews, revives) => {
    const html = renderJob(jobIn(state), undefined, context);
    expect(html.includes('http-equiv="refresh"')).toBe(renews);
    expect(html.includes('/revive"')).toBe(revives);
  });

  it('of three thousand files can still be opened', () => {
    const files = Array.from({ length: 3001 }, (_, index) => ({
      path: `src/${index}.ts`,
      state: 'not-reviewed',
      reason: 'budget',
    }));
    const html = renderJob({ ...sampleJob, record: { ...sampleRecord, files } }, undefined, context);
    expect(html.length).toBeLessThan(400_000);
    expect(textOf(html)).toContain('2,501 more not shown');
  });
});

describe('texts of others', () => {
  const pages = hostilePages();
  it.each(Object.keys(pages))('are text and nothing else: %s', (name) => {
    for (const html of pages[name]!) expectOwnMarkup(html);
  });

  it('cannot be an address either', () => {
    for (const url of [
      'javascript:alert(1)',
      'data:text/html,x',
      '//evil.invalid',
      ' https://x y',
      'https://',
    ])
      expect(renderJob({ ...sampleJob, record: { ...sampleRecord, url } }, undefined, context)).not.toContain(
        '>on the forge</a>',
      );
  });
});

/** Every page with an attack in every field that others have written, one page an attack. */
function hostilePages(): Record<string, string[]> {
  const each = (render: (attack: string, errand: Errand) => string): string[] =>
    attacks.map((attack, index) => render(attack, errandsOf(attack)[index % 4]!));
  const hostile = (text: string, errand: Errand, state: JobState = 'dead'): JobDetail => ({
    ...sampleJob,
    id: text,
    errand,
    state,
    worker: text,
    progress: text,
    problem: { code: text, what: text },
    deliveries: [{ id: text, event: text, at: Number.NaN, end: undefined }],
    record: {
      ...sampleRecord,
      ...{
        head: text,
        base: text,
        mergeBase: `${text}.`,
        configuration: text,
        url: `https://x.invalid/${text}`,
      },
      ...{ model: text, quantisation: text, problems: [text] },
      findings: [{ rule: text, posted: 1, fixed: 0, dismissed: 0 }],
      files: ['reviewed', 'not-reviewed', text].map((state) => ({ path: text, state, reason: text })),
    },
  });
  return {
    job: each((text, errand) => renderJob(hostile(text, errand), text, context)),
    jobs: each((text, errand) =>
      renderJobs(
        { pull: { repository: text, number: 1 } },
        { rows: [hostile(text, errand, 'active'), hostile(text, errand)], total: 99 },
        page,
        context,
      ),
    ),
    dead: each((text, errand) =>
      renderDead({ rows: [hostile(text, errand)], total: 1 }, page, text, context),
    ),
    repositories: each((text) =>
      renderRepositories(
        { rows: [{ repository: text, pulls: 1, reviews: 1, lastAt: 0 }], total: 1 },
        page,
        context,
      ),
    ),
    pulls: each((text) =>
      renderPulls(
        text,
        {
          rows: [
            {
              pull: { repository: text, number: 1 },
              ...{ isPaused: true, lastAt: 8.64e15, lastState: 'posted', verdict: 'clean', url: text },
            },
          ],
          total: 1,
        },
        page,
        context,
      ),
    ),
    sent: each((text, errand) =>
      renderSent(
        { id: text, errand },
        [{ chunk: { path: text, symbol: text }, name: text, messages: [{ role: 'user', content: text }] }],
        page,
        context,
      ),
    ),
    'sign-in': each((text) => renderSignIn(text, text, context)),
    notice: each((text) => renderNotice(text, text, context)),
  };
}

function errandsOf(text: string): readonly Errand[] {
  const pull = { repository: text, number: 5 };
  return [
    { kind: 'review', installation: 1, pull, head: text, isForced: true },
    {
      kind: 'command',
      installation: 1,
      pull,
      command: { name: 'explain', rule: text },
      by: text,
      comment: undefined,
    },
    { kind: 'close', installation: 1, pull },
    { kind: 'installation', installation: 1, repositories: [text], isGone: true },
  ];
}

const names =
  'html|head|body|meta|title|link|a|div|header|section|nav|main|footer|figure|figcaption|details|summary|form|label|input|button|h1|h2|h3|p|b|small|span|bdi|code|pre|time|ul|li|dl|dt|dd|table|caption|thead|tbody|tr|th|td|svg|desc|line|text|g|rect';
const attributes =
  'class|id|lang|charset|name|content|rel|type|tabindex|scope|title|for|value|method|role|autocomplete|maxlength|datetime|aria-[a-z]+|data-label|viewBox|x1|x2|y1|y2|x|y|width|height|text-anchor';
const address = '"(?:/dashboard(?:[/?][^"<>\\s]*)?|https://[^"<>\\s]+|#main)"';
const ownTag = new RegExp(
  `^<(?:!doctype html|/(?:${names})|(?:${names})(?: (?:(?:${attributes})="[^"<>]*"|(?:href|action)=${address}|required|autofocus|readonly|open))*/?)>$`,
);

/** Elements and attributes are those of the pages; no address leads elsewhere but to where a review stands. */
function expectOwnMarkup(html: string): void {
  const own = html.replace(/<style>.*?<\/style>/s, '');
  for (const tag of new Set(own.match(/<[^>]*>/g) ?? [])) expect(tag).toMatch(ownTag);
  expect(own.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/);
  expect(own).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u0000-\u0008]/);
}
