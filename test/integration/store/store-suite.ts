import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Errand } from '../../../src/review/jobs/errand.ts';
import type { Job } from '../../../src/review/jobs/job-store.ts';
import {
  commandOf,
  day,
  delivery,
  drain,
  endsOf,
  minute,
  movedClock,
  newPull,
  recordOf,
  reviewOf,
  sha,
  takeOne,
} from './store-scene.ts';
import { describeInterleavings } from './store-property.ts';
import type { OpenOptions, TestedStore } from './store-scene.ts';

const first = { offset: 0, limit: 50 };

/** What every store must do, whatever it is made of. */
export function describeStore(
  name: string,
  open: (options: OpenOptions) => Promise<TestedStore>,
  interleavings: number,
): void {
  describe(`the queue ${name}`, () => {
    const clock = movedClock();
    let store: TestedStore;
    beforeAll(async () => {
      store = await open({ clock: clock.now, tries: 3, backoffSeconds: 0 });
    }, 180_000);
    beforeEach(() => drain(store, clock));
    afterAll(() => store?.close());

    describeInterleavings(() => ({ store, move: clock.move }), interleavings);

    it('answers a delivery with one job, and ends both', async () => {
      const pull = newPull();
      const opened = delivery(reviewOf(pull, sha('a')), 'pull_request.opened');
      const told: string[] = [];
      expect(await store.jobs.accept(opened, (id) => told.push(id))).toBe('accepted');
      const job = await takeOne(store);
      expect(await store.jobs.accept(opened, (id) => told.push(id))).toBe('known');
      expect(told).toEqual([job.id, job.id]);
      expect(job).toMatchObject({ errand: reviewOf(pull, sha('a')), attempt: 1 });
      expect(await store.jobs.isHeld(job)).toBe(true);
      await store.jobs.progress(job, '3 of 9 files');
      expect(await store.records.job(job.id)).toMatchObject({ state: 'active', progress: '3 of 9 files' });
      const record = recordOf(pull, sha('a'));
      await store.jobs.finish(job, 'posted', record);
      const detail = await store.records.job(job.id);
      expect(detail).toMatchObject({
        state: 'posted',
        verdict: 'findings',
        progress: undefined,
        worker: 'w1',
      });
      expect(detail?.record).toEqual(record);
      expect(await endsOf(store, job.id)).toEqual({ [opened.id]: 'posted' });
      expect(await store.jobs.isHeld(job)).toBe(false);
      expect(await store.jobs.take('review', 'w1', minute)).toBeUndefined();
    });

    it('R4: knows a delivery that comes twice at once, and after it ended well', async () => {
      const pull = newPull();
      const opened = delivery(reviewOf(pull, sha('a')));
      const answers = await Promise.all(Array.from({ length: 8 }, () => store.jobs.accept(opened)));
      expect(answers.filter((answer) => answer === 'accepted')).toHaveLength(1);
      const job = await takeOne(store);
      expect(await store.jobs.accept(opened)).toBe('known');
      await store.jobs.finish(job, 'posted', recordOf(pull, sha('a')));
      expect(await store.jobs.accept(opened)).toBe('known');
      expect(await store.jobs.take('review', 'w1', minute)).toBeUndefined();
    });

    it('R4: answers the same head by two events once', async () => {
      const pull = newPull();
      const [one, two, three] = [1, 2, 3].map(() => delivery(reviewOf(pull, sha('a')))) as [D, D, D];
      await Promise.all([store.jobs.accept(one), store.jobs.accept(two)]);
      const job = await takeOne(store);
      expect(await store.jobs.accept(three)).toBe('accepted');
      await store.jobs.renew('w1', minute);
      expect(job.whySuperseded()).toBeUndefined();
      await store.jobs.finish(job, 'posted', recordOf(pull, sha('a')));
      expect(await endsOf(store, job.id)).toEqual({
        ...{ [one.id]: 'posted', [two.id]: 'posted', [three.id]: 'posted' },
      });
      expect(await store.jobs.take('review', 'w1', minute)).toBeUndefined();
    });

    it('R5: a delivery that is dead runs again when it is delivered again', async () => {
      const pull = newPull();
      const opened = delivery(reviewOf(pull, sha('a')));
      await store.jobs.accept(opened);
      for (const outcome of ['again', 'again', 'dead'])
        expect(await store.jobs.fail(await takeOne(store), { code: 'internal', what: 'poison' })).toBe(
          outcome,
        );
      expect(await store.jobs.take('review', 'w1', minute)).toBeUndefined();
      expect(await store.jobs.accept(opened)).toBe('accepted');
      expect(await store.jobs.accept(opened)).toBe('known');
      const again = await takeOne(store);
      expect(again).toMatchObject({ attempt: 1, errand: reviewOf(pull, sha('a')) });
      await store.jobs.finish(again, 'posted', recordOf(pull, sha('a')));
      expect(await endsOf(store, again.id)).toEqual({ [opened.id]: 'posted' });
    });

    it('R6: a push stops the review of an older head, and waits for its end', async () => {
      const pull = newPull();
      const [old, pushed] = ['a', 'b'].map((head) => delivery(reviewOf(pull, sha(head)))) as [D, D];
      await store.jobs.accept(old);
      const job = await takeOne(store);
      await store.jobs.accept(pushed);
      await store.jobs.renew('w1', minute);
      expect(job.whySuperseded()).toBe('pushed');
      expect(await store.jobs.take('review', 'w2', minute)).toBeUndefined();
      await store.jobs.finish(job, 'superseded');
      const next = await takeOne(store, 'review', 'w2');
      expect(next.errand).toEqual(reviewOf(pull, sha('b')));
      expect(next.fence).toBeGreaterThan(job.fence);
      expect(next.whySuperseded()).toBeUndefined();
      await store.jobs.finish(next, 'posted', recordOf(pull, sha('b')));
      expect(await endsOf(store, job.id)).toEqual({ [old.id]: 'superseded' });
      expect(await endsOf(store, next.id)).toEqual({ [pushed.id]: 'posted' });
    });

    it('R6: whatever the order of pushes, the head that was reviewed is posted and all others superseded', async () => {
      const pull = newPull();
      const [b, c, a] = ['b', 'c', 'a'].map((head) => delivery(reviewOf(pull, sha(head)))) as [D, D, D];
      for (const one of [b, c, a]) await store.jobs.accept(one);
      const job = await takeOne(store);
      expect(job.errand).toEqual(reviewOf(pull, sha('a')));
      await store.jobs.finish(job, 'posted', recordOf(pull, sha('c')));
      expect(await endsOf(store, job.id)).toEqual({
        ...{ [b.id]: 'superseded', [c.id]: 'posted', [a.id]: 'superseded' },
      });
    });

    it('R6: nobody wants a closed pull request reviewed, until it is opened again', async () => {
      const [pull, other] = [newPull(), newPull()];
      const [one, two] = [delivery(reviewOf(pull, sha('a'))), delivery(reviewOf(other, sha('a')))];
      await store.jobs.accept(one);
      const job = await takeOne(store);
      await store.jobs.accept(two);
      for (const it of [pull, other])
        expect(await store.jobs.accept(delivery({ kind: 'close', installation: 1, pull: it }))).toBe(
          'accepted',
        );
      await store.jobs.renew('w1', minute);
      expect(job.whySuperseded()).toBe('closed');
      expect(await store.jobs.take('review', 'w2', minute)).toBeUndefined();
      const reopened = delivery(reviewOf(pull, sha('a')));
      await store.jobs.accept(reopened);
      await store.jobs.finish(job, 'superseded');
      const next = await takeOne(store);
      expect(next.errand).toEqual(reviewOf(pull, sha('a')));
      await store.jobs.finish(next, 'posted', recordOf(pull, sha('a')));
      expect(await endsOf(store, next.id)).toMatchObject({ [reopened.id]: 'posted' });
      expect((await store.records.jobs({ pull: other }, first)).rows).toMatchObject([
        { state: 'superseded' },
      ]);
    });

    it('R6: what a review has left when its pull request is closed is ended after it', async () => {
      const pull = newPull();
      const closed = delivery({ kind: 'close', installation: 1, pull }, 'pull_request.closed');
      await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
      await store.jobs.take('review', 'gone', minute);
      await store.jobs.accept(closed);
      expect(await store.jobs.take('review', 'w1', minute)).toBeUndefined();
      clock.move(2 * minute);
      await store.jobs.reap();
      const job = await takeOne(store);
      expect(job.errand).toEqual(closed.errand);
      expect(await store.jobs.leftHeads(pull, sha('b'))).toEqual([sha('a')]);
      await store.jobs.finish(job, 'ignored');
      expect(await endsOf(store, job.id)).toEqual({ [closed.id]: 'ignored' });
      clock.move(minute);
      await store.jobs.accept(delivery(reviewOf(pull, sha('b'))));
      await store.jobs.finish(await takeOne(store), 'posted', recordOf(pull, sha('b')));
      await store.jobs.accept(delivery({ kind: 'close', installation: 1, pull }));
      expect(await store.jobs.take('review', 'w1', minute)).toBeUndefined();
    });

    it('R6: a review that somebody asked for is not forgotten while its pull request is closed', async () => {
      const pull = newPull();
      const close = () => store.jobs.accept(delivery({ kind: 'close', installation: 1, pull }));
      const reopen = () => store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
      await store.jobs.accept(delivery(reviewOf(pull, undefined, true)));
      const job = await takeOne(store);
      await close();
      await reopen();
      await store.jobs.finish(job, 'superseded');
      expect((await takeOne(store)).errand).toEqual(reviewOf(pull, sha('a'), true));
      clock.move(minute);
      await close();
      clock.move(2 * minute);
      await store.jobs.reap();
      await store.jobs.finish(await takeOne(store), 'ignored');
      await reopen();
      const again = await takeOne(store);
      expect(again.errand).toEqual(reviewOf(pull, sha('a'), true));
      await store.jobs.finish(again, 'posted', recordOf(pull, sha('a')));
      clock.move(minute);
      await reopen();
      expect((await takeOne(store)).errand).toEqual(reviewOf(pull, sha('a')));
    });

    it('R9: a worker that is gone loses its job, and may not end it later', async () => {
      const pull = newPull();
      await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
      const lost = await takeOne(store, 'review', 'gone');
      expect(await store.jobs.reap()).toBe(0);
      clock.move(minute / 2);
      await store.jobs.renew('gone', minute);
      clock.move(minute - 5000);
      expect(await store.jobs.isHeld(lost)).toBe(true);
      clock.move(10_000);
      expect(await store.jobs.isHeld(lost)).toBe(false);
      expect(await store.jobs.take('review', 'w2', minute)).toBeUndefined();
      expect(await store.jobs.reap()).toBe(1);
      const next = await takeOne(store, 'review', 'w2');
      expect(next).toMatchObject({ id: lost.id, attempt: 2 });
      expect(next.fence).toBeGreaterThan(lost.fence);
      await store.jobs.renew('gone', minute);
      expect(await store.jobs.isHeld(lost)).toBe(false);
      await store.jobs.finish(lost, 'posted', recordOf(pull, sha('a')));
      await store.jobs.fail(lost, { code: 'internal', what: 'late' });
      await store.jobs.release(lost);
      expect(await store.jobs.isHeld(next)).toBe(true);
      expect(await store.jobs.hasReview(recordOf(pull, sha('a')))).toBe(false);
    });

    it('R22: a job that loses one worker after the other makes room for others', async () => {
      const [pull, other] = [newPull(), newPull()];
      await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
      const lose = async (): Promise<void> => {
        expect((await takeOne(store, 'review', 'gone')).errand).toMatchObject({ pull });
        await store.jobs.accept(delivery(reviewOf(other, sha('a'))));
        clock.move(2 * minute);
        await store.jobs.reap();
      };
      for (let losses = 0; losses < 3; losses += 1) await lose();
      expect((await takeOne(store)).errand).toMatchObject({ pull: other });
      expect(await takeOne(store)).toMatchObject({ attempt: 4, errand: { pull } });
    });

    it('R9: a lease that was given before the clock was set back ends all the same', async () => {
      const pull = newPull();
      await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
      const lost = await takeOne(store, 'review', 'gone');
      clock.move(-60 * minute);
      try {
        expect(await store.jobs.reap()).toBe(1);
        expect(await takeOne(store, 'review', 'w2')).toMatchObject({ id: lost.id, attempt: 2 });
      } finally {
        clock.move(60 * minute);
      }
    });

    it('R8: a job that is released goes first, and no try is spent', async () => {
      const [pull, other] = [newPull(), newPull()];
      await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
      for (let times = 0; times < 5; times += 1) {
        const job = await takeOne(store);
        expect(job).toMatchObject({ attempt: 1, errand: { pull } });
        await store.jobs.accept(delivery(reviewOf(other, sha('a'))));
        await store.jobs.release(job);
      }
    });

    it('R11: a job that is put off is not due before, and no try is spent', async () => {
      const [pull, other] = [newPull(), newPull()];
      const limited = { code: 'forge-limited', what: 'GitHub takes no more requests' };
      await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
      for (let times = 0; times < 6; times += 1) await store.jobs.postpone(await takeOne(store), limited, 0);
      const job = await takeOne(store);
      expect(job).toMatchObject({ attempt: 1, errand: { pull } });
      await store.jobs.postpone(job, limited, 10 * minute);
      await store.jobs.accept(delivery(reviewOf(other, sha('a'))));
      expect((await takeOne(store)).errand).toMatchObject({ pull: other });
      expect(await store.jobs.take('review', 'w1', minute)).toBeUndefined();
      const found = await store.records.job(job.id);
      expect(found).toMatchObject({ state: 'again', problem: limited });
    });

    it('R11: a job remembers for how long it has been put off, until it fails', async () => {
      const pull = newPull();
      const away = { code: 'forge-unreachable', what: 'GitHub does not answer' };
      await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
      const first = await takeOne(store);
      expect(first.putOffMs).toBe(0);
      await store.jobs.postpone(first, away, 0);
      clock.move(minute);
      const second = await takeOne(store);
      expect(second.putOffMs).toBeGreaterThanOrEqual(minute);
      await store.jobs.release(second);
      clock.move(minute);
      await store.jobs.postpone(await takeOne(store), away, 0);
      const third = await takeOne(store);
      expect(third.putOffMs).toBeGreaterThanOrEqual(2 * minute);
      expect(third.attempt).toBe(1);
      expect((await store.records.job(third.id))?.problem).toEqual(away);
      await store.jobs.fail(third, away);
      expect(await takeOne(store)).toMatchObject({ putOffMs: 0, attempt: 2 });
    });

    it('merges a waiting review into one that is put back', async () => {
      const pull = newPull();
      const [asked, forced] = [delivery(reviewOf(pull, sha('a'))), delivery(reviewOf(pull, undefined, true))];
      await store.jobs.accept(asked);
      const job = await takeOne(store);
      await store.jobs.accept(forced);
      await store.jobs.renew('w1', minute);
      expect(job.whySuperseded()).toBeUndefined();
      await store.jobs.fail(job, { code: 'model-timeout', what: 'slow' });
      const again = await takeOne(store);
      expect(again).toMatchObject({ id: job.id, attempt: 2, errand: reviewOf(pull, sha('a'), true) });
      await store.jobs.finish(again, 'posted', recordOf(pull, sha('a')));
      expect(await endsOf(store, job.id)).toEqual({ [asked.id]: 'posted', [forced.id]: 'posted' });
      expect(await store.jobs.take('review', 'w1', minute)).toBeUndefined();
    });

    it('ends a job that failed after a push, since the newer one waits', async () => {
      const pull = newPull();
      const [old, pushed] = ['a', 'b'].map((head) => delivery(reviewOf(pull, sha(head)))) as [D, D];
      await store.jobs.accept(old);
      const job = await takeOne(store);
      await store.jobs.accept(pushed);
      expect(await store.jobs.fail(job, { code: 'interrupted', what: 'stopped' })).toBe('again');
      const next = await takeOne(store);
      expect(next.id).not.toBe(job.id);
      expect(next).toMatchObject({ attempt: 1, errand: { head: sha('b') } });
      expect(await endsOf(store, job.id)).toEqual({ [old.id]: 'superseded' });
    });

    it('R22: a poison job is dead after the last try, seen, and run again when somebody says so', async () => {
      const [pull, other] = [newPull(), newPull()];
      const before = await store.records.overview();
      const poison = delivery(reviewOf(pull, sha('a')));
      await store.jobs.accept(poison);
      const outcomes: string[] = [];
      for (let times = 0; times < 3; times += 1) {
        const job = await takeOne(store);
        expect(job.attempt).toBe(times + 1);
        outcomes.push(await store.jobs.fail(job, { code: 'internal', what: 'poison' }));
      }
      expect(outcomes).toEqual(['again', 'again', 'dead']);
      await store.jobs.accept(delivery(reviewOf(other, sha('a'))));
      await store.jobs.finish(await takeOne(store), 'posted', recordOf(other, sha('a')));
      expect((await store.records.overview()).dead).toBe(before.dead + 1);
      const [dead] = (await store.records.jobs({ state: 'dead', pull }, first)).rows;
      expect(dead).toMatchObject({ attempt: 3, problem: { code: 'internal', what: 'poison' } });
      expect(await store.jobs.revive('no such job')).toBe(false);
      expect(await store.jobs.revive(dead?.id ?? '')).toBe(true);
      expect(await store.jobs.revive(dead?.id ?? '')).toBe(false);
      const job = await takeOne(store);
      expect(job).toMatchObject({ id: dead?.id, attempt: 1 });
      await store.jobs.finish(job, 'posted', recordOf(pull, sha('a')));
      expect(await endsOf(store, job.id)).toEqual({ [poison.id]: 'posted' });
    });

    it('R22: runs all dead jobs again, and nothing else', async () => {
      const pulls = [newPull(), newPull()];
      await store.jobs.reviveAll();
      await drain(store, clock);
      for (const pull of pulls) await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
      for (let times = 0; times < 6; times += 1)
        await store.jobs.fail(await takeOne(store), { code: 'internal', what: 'poison' });
      const { dead, waiting } = await store.records.overview();
      expect(dead).toBe(2);
      expect(await store.jobs.reviveAll()).toBe(2);
      expect(await store.jobs.reviveAll()).toBe(0);
      expect(await store.records.overview()).toMatchObject({ dead: 0, waiting: waiting + 2 });
      for (const pull of pulls) {
        const job = await takeOne(store);
        expect(job).toMatchObject({ attempt: 1, errand: { pull } });
        await store.jobs.finish(job, 'posted', recordOf(pull, sha('a')));
      }
    });

    it('gives the deliveries of a dead job to a newer one that waits', async () => {
      const pull = newPull();
      const [dead, pushed] = ['a', 'b'].map((head) => delivery(reviewOf(pull, sha(head)))) as [D, D];
      await store.jobs.accept(dead);
      for (let times = 0; times < 3; times += 1)
        await store.jobs.fail(await takeOne(store), { code: 'internal', what: 'poison' });
      await store.jobs.accept(pushed);
      expect(await store.jobs.accept(dead)).toBe('accepted');
      const job = await takeOne(store);
      await store.jobs.finish(job, 'posted', recordOf(pull, sha('b')));
      expect(await endsOf(store, job.id)).toEqual({ [dead.id]: 'superseded', [pushed.id]: 'posted' });
      expect(await store.jobs.take('review', 'w1', minute)).toBeUndefined();
    });

    it('gives up a job that has cost a worker each time, after twice as many tries as one that fails', async () => {
      const pull = newPull();
      await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
      for (let times = 0; times < 6; times += 1) {
        await takeOne(store, 'review', 'crashes');
        clock.move(2 * minute);
        expect(await store.jobs.reap()).toBe(1);
      }
      const { rows } = await store.records.jobs({ pull }, first);
      const dead = rows.find(({ state }) => state === 'dead');
      expect(dead).toMatchObject({ problem: { code: 'worker-lost' } });
      // Nobody has ended its check.
      expect(rows.filter((row) => row !== dead)).toMatchObject([
        { state: 'waiting', errand: { kind: 'close', isGivenUp: true, pull } },
      ]);
      await store.jobs.finish(await takeOne(store), 'ignored');
      expect((await store.records.pulls(pull.repository, first)).rows).toMatchObject([{ lastState: 'dead' }]);
      expect(await store.jobs.revive(dead?.id ?? '')).toBe(true);
      expect(await takeOne(store)).toMatchObject({ attempt: 1, errand: { pull } });
    });

    it('carries out commands beside reviews, of one pull request one after the other', async () => {
      const pull = newPull();
      await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
      const review = await takeOne(store);
      const [why, help] = [commandOf(pull), commandOf(pull, { name: 'help' })];
      await store.jobs.accept(why);
      await store.jobs.accept(help);
      const one = await takeOne(store, 'command', 'w2');
      expect(one.errand).toEqual(why.errand);
      expect(await store.jobs.take('command', 'w3', minute)).toBeUndefined();
      expect(await store.jobs.isHeld(review)).toBe(true);
      await store.jobs.finish(one, 'posted');
      const two = await takeOne(store, 'command', 'w3');
      expect(two.errand).toEqual(help.errand);
      await store.jobs.finish(two, 'posted');
    });

    it('passes a command on to another lane: the next one is taken, and those that were passed wait there in turn', async () => {
      const pull = newPull();
      const told = [commandOf(pull, { name: 'docs' }), commandOf(pull, { name: 'tests' })] as const;
      for (const one of told) await store.jobs.accept(one);
      const passed: Job[] = [];
      for (const { errand } of told) {
        const job = await takeOne(store, 'command');
        expect(job.errand).toEqual(errand);
        await store.jobs.pass(job, { ...job.errand, isRead: true } as Errand);
        expect(await store.jobs.isHeld(job)).toBe(false);
        passed.push(job);
      }
      // Somebody else took its place: nothing is done twice.
      await store.jobs.pass(passed[0] as Job, told[0].errand as Errand);
      expect(await store.jobs.take('command', 'w2', minute)).toBeUndefined();
      for (const [at, job] of passed.entries()) {
        const long = await takeOne(store, 'long');
        expect(long).toMatchObject({ id: job.id, attempt: 1, errand: { isRead: true } });
        expect(await store.jobs.take('long', 'w2', minute)).toBeUndefined();
        await store.jobs.finish(long, 'posted');
        expect(await endsOf(store, job.id)).toEqual({ [told[at]?.id ?? '']: 'posted' });
      }
    });

    it('holds back what is passed on while another of its pull request is under way there', async () => {
      const pull = newPull();
      const jobs: Job[] = [];
      for (const name of ['docs', 'tests'] as const) {
        await store.jobs.accept(commandOf(pull, { name }));
        const job = await takeOne(store, 'command');
        await store.jobs.pass(job, { ...job.errand, isRead: true } as Errand);
        if (name === 'docs') jobs.push(await takeOne(store, 'long'));
      }
      expect(await store.jobs.take('long', 'w2', minute)).toBeUndefined();
      await store.jobs.finish(jobs[0] as Job, 'posted');
      expect((await takeOne(store, 'long')).errand).toMatchObject({ command: { name: 'tests' } });
    });

    it('lets a command that somebody else waits for fail and come again', async () => {
      const pull = newPull();
      const [why, help] = [commandOf(pull), commandOf(pull, { name: 'help' })];
      await store.jobs.accept(why);
      const one = await takeOne(store, 'command');
      await store.jobs.accept(help);
      await store.jobs.fail(one, { code: 'forge-limited', what: 'later' });
      const two = await takeOne(store, 'command');
      await store.jobs.finish(two, 'posted');
      const three = await takeOne(store, 'command');
      await store.jobs.finish(three, 'posted');
      expect(new Set([two.errand, three.errand])).toEqual(new Set([why.errand, help.errand]));
    });

    it('reviews again when somebody asks for it while another review is under way', async () => {
      const pull = newPull();
      await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
      const job = await takeOne(store);
      await store.jobs.accept(delivery(reviewOf(pull, sha('a'), true)));
      await store.jobs.renew('w1', minute);
      expect(job.whySuperseded()).toBeUndefined();
      await store.jobs.finish(job, 'duplicate');
      expect((await takeOne(store)).errand).toEqual(reviewOf(pull, sha('a'), true));
    });

    it('knows reviews by head and configuration, and heads that are not done', async () => {
      const pull = newPull();
      const misses = async (head: string): Promise<boolean> =>
        (await store.jobs.unreviewed(pull, sha(head))) !== undefined;
      expect(await store.jobs.unreviewed(pull, sha('a'))).toEqual({ ends: 0, lastAt: 0, dead: null });
      await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
      expect(await misses('a')).toBe(false);
      const job = await takeOne(store);
      expect([await misses('a'), await misses('b')]).toEqual([false, true]);
      await store.jobs.finish(job, 'posted', recordOf(pull, sha('a')));
      expect([await misses('a'), await misses('b')]).toEqual([false, true]);
      const identity = { pull, head: sha('a'), configuration: 'c1' };
      expect(await store.jobs.hasReview(identity)).toBe(true);
      expect(await store.jobs.hasReview({ ...identity, configuration: 'c2' })).toBe(false);
      expect(await store.jobs.hasReview({ ...identity, head: sha('b') })).toBe(false);
    });

    it('knows how often what asked for a head ended without its review', async () => {
      const pull = newPull();
      const ask = () => store.jobs.unreviewed(pull, sha('a'));
      await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
      await store.jobs.finish(await takeOne(store), 'ignored');
      const first = await ask();
      expect(first).toMatchObject({ ends: 1, dead: null });
      clock.move(minute);
      // Closed while it waited; the other head is not asked about.
      for (const head of ['a', 'b']) await store.jobs.accept(delivery(reviewOf(pull, sha(head))));
      await store.jobs.accept(delivery({ kind: 'close', installation: 1, pull }));
      const second = await ask();
      expect(second).toMatchObject({ ends: 2, dead: null });
      expect(second?.lastAt).toBeGreaterThanOrEqual((first?.lastAt ?? Infinity) + minute);
      await store.jobs.setPaused(pull, true, 'mona');
      expect(await ask()).toBeUndefined();
      await store.jobs.setPaused(pull, false, 'mona');
      expect(await store.jobs.unreviewed(pull, sha('b'))).toMatchObject({ ends: 1 });
      // One that nobody wants any more makes no review.
      await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
      const job = await takeOne(store);
      await store.jobs.accept(delivery({ kind: 'close', installation: 1, pull }));
      expect(await store.jobs.take('review', 'w2', minute)).toBeUndefined();
      await store.jobs.finish(job, 'superseded');
      const close = await store.jobs.take('review', 'w1', minute);
      if (close) await store.jobs.finish(close, 'ignored');
      expect(await ask()).toMatchObject({ ends: 3, dead: null });
    });

    it('knows how often a head was reviewed without its model, as long as that stands', async () => {
      const pull = newPull();
      const away = recordOf(pull, sha('a'), { isComplete: false, isModelAway: true });
      const ask = () => store.jobs.withoutModel(pull, sha('a'));
      expect(await ask()).toBeUndefined();
      for (const tries of [1, 2]) {
        await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
        await store.jobs.finish(await takeOne(store), 'posted', away);
        expect(await ask()).toEqual({ tries, lastAt: expect.any(Number) as number });
        expect(await store.jobs.hasReview(away)).toBe(false);
        clock.move(minute);
      }
      expect(await store.jobs.withoutModel(pull, sha('b'))).toBeUndefined();
      await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
      await store.jobs.finish(await takeOne(store), 'posted', recordOf(pull, sha('a')));
      expect(await ask()).toBeUndefined();
      expect(await store.jobs.hasReview(away)).toBe(true);
    });

    it('knows at which base the configuration was invalid, as long as that stands', async () => {
      const pull = newPull();
      const ask = () => store.jobs.invalidBase(pull, sha('a'));
      const review = async (configuration: string): Promise<void> => {
        await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
        const record = recordOf(pull, sha('a'), { configuration, base: sha('9') });
        await store.jobs.finish(await takeOne(store), 'posted', record);
        clock.move(minute);
      };
      expect(await ask()).toBeUndefined();
      await review('invalid');
      expect(await ask()).toBe(sha('9'));
      expect(await store.jobs.invalidBase(pull, sha('b'))).toBeUndefined();
      await review('c1');
      expect(await ask()).toBeUndefined();
    });

    it('knows which heads were told since the last review', async () => {
      const pull = newPull();
      const left = (head: string) => store.jobs.leftHeads(pull, sha(head));
      await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
      await store.jobs.finish(await takeOne(store), 'posted', recordOf(pull, sha('a')));
      clock.move(minute);
      await store.jobs.accept(delivery(reviewOf(pull, sha('b'))));
      await store.jobs.take('review', 'gone', 1000);
      expect(await left('b')).toEqual([]);
      clock.move(minute);
      await store.jobs.reap();
      await store.jobs.accept(delivery(reviewOf(pull, sha('c'))));
      const job = await takeOne(store);
      expect(await left('c')).toEqual([sha('b')]);
      clock.move(minute);
      await store.jobs.finish(job, 'posted', recordOf(pull, sha('c')));
      expect(await left('d')).toEqual([]);
      expect(await store.jobs.leftHeads(newPull(), sha('a'))).toEqual([]);
    });

    it('knows a head that was given up, and why', async () => {
      const pull = newPull();
      await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
      let id = '';
      for (let times = 0; times < 3; times += 1) {
        const job = await takeOne(store);
        ({ id } = job);
        await store.jobs.fail(job, { code: 'internal', what: 'poison' });
      }
      const acceptedAt = (await store.records.job(id))?.acceptedAt;
      expect(await store.jobs.unreviewed(pull, sha('a'))).toMatchObject({
        ends: 1,
        dead: { id, code: 'internal', acceptedAt },
      });
      expect(await store.jobs.unreviewed(pull, sha('b'))).toMatchObject({ ends: 0, dead: null });
      await store.jobs.revive(id);
      expect(await store.jobs.unreviewed(pull, sha('a'))).toBeUndefined();
    });

    it('gives a turn to one of all who ask, and to the next one after a while', async () => {
      const name = newPull().repository;
      const ask = (restMs: number) => store.jobs.takeTurn(name, restMs);
      const answers = await Promise.all(Array.from({ length: 5 }, () => ask(minute)));
      expect(answers.filter((wait) => wait === 0)).toHaveLength(1);
      for (const wait of answers) expect(wait).toBeLessThanOrEqual(minute);
      expect(await store.jobs.takeTurn(`${name} other`, minute)).toBe(0);
      clock.move(minute / 2);
      const wait = await ask(minute);
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(minute / 2);
      expect(await ask(minute / 2)).toBe(0);
      expect(await ask(0)).toBe(0);
      clock.move(minute);
      expect(await ask(minute)).toBe(0);
      // Taken before the clock was set back.
      clock.move(-60 * minute);
      try {
        expect(await ask(minute)).toBe(0);
      } finally {
        clock.move(60 * minute);
      }
    });

    it('remembers that it was told to be silent', async () => {
      const pull = newPull();
      expect(await store.jobs.isPaused(pull)).toBe(false);
      await store.jobs.setPaused(pull, true, 'mona');
      expect(await store.jobs.isPaused(pull)).toBe(true);
      await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
      expect((await store.records.pulls(pull.repository, first)).rows).toMatchObject([{ isPaused: true }]);
      await store.jobs.setPaused(pull, false, 'mona');
      expect(await store.jobs.isPaused(pull)).toBe(false);
    });

    it('ends a delivery that asks for nothing at once', async () => {
      const before = (await store.records.totals()).deliveries.ignored;
      const none = delivery(undefined, 'pull_request.labeled');
      expect(await store.jobs.accept(none)).toBe('accepted');
      expect(await store.jobs.accept(none)).toBe('known');
      expect((await store.records.totals()).deliveries.ignored).toBe(before + 1);
    });

    it('forgets a repository, and ends its jobs', async () => {
      const [done, waiting, working, stays] = [1, 2, 3, 4].map(newPull) as [P, P, P, P];
      const errand = (pull: P) => delivery(reviewOf(pull, sha('a'), false, 77));
      await store.jobs.accept(errand(done));
      await store.jobs.finish(await takeOne(store), 'posted', recordOf(done, sha('a')));
      await store.jobs.accept(errand(working));
      const job = await takeOne(store);
      await store.jobs.accept(errand(waiting));
      await store.jobs.accept(errand(stays));
      await store.jobs.forget(
        77,
        [done, waiting, working].map(({ repository }) => repository),
      );
      await store.jobs.renew('w1', minute);
      expect(job.whySuperseded()).toBe('closed');
      expect(await store.jobs.hasReview(recordOf(done, sha('a')))).toBe(false);
      await store.jobs.finish(job, 'superseded');
      expect((await takeOne(store)).errand).toMatchObject({ pull: stays });
      expect(await store.jobs.take('review', 'w1', minute)).toBeUndefined();
      expect((await store.records.pulls(done.repository, first)).rows).toEqual([]);
      await store.jobs.forget(77, []);
      expect((await store.records.pulls(stays.repository, first)).rows).toEqual([]);
    });

    it('deletes what is old, but neither dead jobs nor numbers', async () => {
      const [done, dead] = [newPull(), newPull()];
      await store.jobs.accept(delivery(reviewOf(done, sha('a'))));
      await store.jobs.finish(await takeOne(store), 'posted', recordOf(done, sha('a')));
      await store.jobs.accept(delivery(reviewOf(dead, sha('a'))));
      for (let times = 0; times < 3; times += 1)
        await store.jobs.fail(await takeOne(store), { code: 'internal', what: 'poison' });
      const { verdicts, deliveries } = await store.records.totals();
      clock.move(10 * day);
      await store.jobs.prune(20);
      expect((await store.records.jobs({ pull: done }, first)).total).toBe(1);
      clock.move(20 * day);
      await store.jobs.prune(20);
      expect((await store.records.jobs({ pull: done }, first)).total).toBe(0);
      expect(await store.jobs.hasReview(recordOf(done, sha('a')))).toBe(false);
      expect((await store.records.jobs({ pull: dead }, first)).rows).toMatchObject([{ state: 'dead' }]);
      expect(await store.records.totals()).toMatchObject({ verdicts, deliveries });
    });

    it('takes the words of strangers as they are, as far as a database can', async () => {
      const pull = newPull();
      const told = commandOf(pull, { name: 'explain', rule: `it's; "drop" \0 \ud800 ☃ 😀 $1` });
      await store.jobs.accept({ ...told, event: 'issue_comment.created' });
      const job = await takeOne(store, 'command');
      expect(JSON.stringify(job.errand)).toMatch(/"it's; \\"drop\\" .* ☃ 😀 \$1"/u);
      await store.jobs.finish(job, 'posted');
      const gone = { kind: 'installation', installation: 9, repositories: ['a/b'], isGone: true } as const;
      await store.jobs.accept(delivery(gone, 'installation.deleted'));
      const next = await takeOne(store, 'command');
      expect(next.errand).toEqual(gone);
      await store.jobs.finish(next, 'ignored');
    });

    it('shows what waits, what was done and how long it took', async () => {
      const pull = newPull();
      const before = await store.records.overview();
      const day0 = (await store.records.trends(3)).at(-1);
      const model = `coder-${pull.repository}`;
      await store.jobs.accept(delivery(reviewOf(pull, sha('a'))));
      clock.move(10_000);
      const due = await store.records.overview();
      expect(due).toMatchObject({ waiting: before.waiting + 1, active: 0 });
      expect(clock.now() - (due.oldestDueAt ?? 0)).toBeGreaterThanOrEqual(10_000);
      await store.jobs.finish(
        await takeOne(store),
        'posted',
        recordOf(pull, sha('a'), { model, verdict: 'incomplete' }),
      );
      const { rows, total } = await store.records.pulls(pull.repository, first);
      expect({ rows, total }).toMatchObject({
        rows: [{ pull, lastState: 'posted', verdict: 'incomplete', url: 'https://forge.example/1' }],
        total: 1,
      });
      const repositories = await store.records.repositories({ offset: 0, limit: 1 });
      expect(repositories.rows).toMatchObject([{ repository: pull.repository, pulls: 1, reviews: 1 }]);
      expect(repositories.total).toBeGreaterThan(0);
      const after = await store.records.overview();
      expect(after.reviews).toBe(before.reviews + 1);
      expect(after.p95Ms).toBeGreaterThanOrEqual(10_000);
      const trends = await store.records.trends(3);
      expect(trends).toHaveLength(3);
      if (day0?.day === trends.at(-1)?.day)
        expect(trends.at(-1)).toMatchObject({
          ...{ reviews: (day0?.reviews ?? 0) + 1, incomplete: (day0?.incomplete ?? 0) + 1 },
          ...{ findings: (day0?.findings ?? 0) + 2, tokens: (day0?.tokens ?? 0) + 1050 },
        });
      const { models } = await store.records.totals();
      expect(models).toContainEqual({ model, promptTokens: 1000, replyTokens: 50, seconds: 20 });
    });

    it('shows pages of jobs, the last touched first', async () => {
      const pull = newPull();
      for (let number = 0; number < 3; number += 1) {
        clock.move(1000);
        await store.jobs.accept(commandOf(pull));
      }
      const page = await store.records.jobs({ pull, state: 'waiting' }, { offset: 1, limit: 1 });
      const all = await store.records.jobs({ pull }, first);
      expect(page).toEqual({ rows: [all.rows[1]], total: 3 });
      const times = all.rows.map(({ acceptedAt }) => acceptedAt);
      expect(times).toEqual([...times].sort((a, b) => b - a));
      expect(await store.records.job('no such job')).toBeUndefined();
    });
  });
}

type D = ReturnType<typeof delivery>;
type P = ReturnType<typeof newPull>;
