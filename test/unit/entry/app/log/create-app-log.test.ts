import { describe, expect, it } from 'vitest';
import { createAppLog } from '../../../../../src/entry/app/log/create-app-log.ts';
import { withFacts } from '../../../../../src/entry/app/log/with-facts.ts';
import { hideValues } from '../../../../../src/entry/app/log/hide-values.ts';

function logged(form: 'json' | 'pretty', secrets: readonly string[] = []) {
  const lines: string[] = [];
  const log = createAppLog({
    ...{ form, least: 'info', now: () => 0, hide: hideValues(secrets) },
    write: (text) => void lines.push(text),
  });
  return { log, lines };
}

describe('createAppLog', () => {
  it('writes one object a line, with what it is about', () => {
    const { log, lines } = logged('json');
    log.with({ delivery: 'd1' }).with({ job: 'j1' }).info('taken\nfor real', { attempt: 2 });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[^\n]*\n$/);
    expect(JSON.parse(lines[0]!)).toEqual({
      ...{ time: '1970-01-01T00:00:00.000Z', level: 'info', message: 'taken\nfor real' },
      ...{ delivery: 'd1', job: 'j1', attempt: 2 },
    });
  });

  it('says in each line of a work what it is about, whoever writes it and whenever', async () => {
    const { log, lines } = logged('json');
    const shared = async (name: string) => {
      await new Promise((resolve) => setImmediate(resolve));
      log.info(name);
    };
    const work = (job: string) => withFacts({ job }, () => withFacts({ pull: 1 }, () => shared(job)));
    await Promise.all([work('j1'), work('j2'), shared('none')]);
    const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(told.map(({ message, job, pull }) => [message, job, pull])).toEqual([
      ['j1', 'j1', 1],
      ['j2', 'j2', 1],
      ['none', undefined, undefined],
    ]);
  });

  it('writes words for people, and nothing that acts on a terminal', () => {
    const { log, lines } = logged('pretty');
    log.warn('odd', { name: 'a\u001b[31mb' });
    expect(lines[0]).toMatch(/^00:00:00 warning: odd name=/);
    expect(lines[0]).not.toContain('\u001b');
  });

  it('leaves out what is below its level', () => {
    const { log, lines } = logged('json');
    log.debug('small');
    expect(lines).toEqual([]);
  });

  const secret = 'kP9"x/+ünd-so-weiter-0123';
  it.each([
    ['whole', secret],
    ['in an address', encodeURIComponent(secret)],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['quoted', JSON.stringify(secret)],
    ['in basic authorization', Buffer.from(`x-access-token:${secret}`).toString('base64')],
  ])('S5: takes out a secret %s', (_, text) => {
    for (const form of ['json', 'pretty'] as const) {
      const { log, lines } = logged(form, [secret]);
      log.info(`message ${text}`, { fact: `fact ${text}` });
      expect(lines[0]).not.toContain(text);
      expect(lines[0]).not.toContain('so-weiter');
      expect(lines[0]?.split('[masked]')).toHaveLength(3);
    }
  });

  it('S5: takes out tokens of installations, which nobody knows before', () => {
    const { log, lines } = logged('json');
    const token = `ghs_${'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bD2fH4kL6'}`;
    log.warn('refused', { why: `bad ${token}` });
    expect(lines[0]).not.toContain(token);
  });
});
