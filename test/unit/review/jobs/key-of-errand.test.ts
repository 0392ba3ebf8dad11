import { expect, it } from 'vitest';
import type { Command } from '../../../../src/review/jobs/errand.ts';
import { keyOfErrand, keysOfPull } from '../../../../src/review/jobs/key-of-errand.ts';
import { memoryJobStore } from '../../../ports/memory-job-store.ts';

const pull = { repository: 'olga/proof', number: 7 };
const command = (name: 'docs' | 'tests' | 'pause' | 'help') =>
  ({
    kind: 'command',
    installation: 1,
    pull,
    command: { name } as Command,
    by: 'olga',
    comment: undefined,
  }) as const;

it('a pull request has a key, and another one for what takes long', () => {
  expect(keyOfErrand(command('pause'))).toBe('olga/proof#7');
  expect(keyOfErrand(command('docs'))).toBe('olga/proof#7 long');
  expect(keyOfErrand({ kind: 'close', installation: 1, pull })).toBe('olga/proof#7');
  expect(keysOfPull(pull)).toEqual(['olga/proof#7', 'olga/proof#7 long']);
  const installation = { kind: 'installation', installation: 3, repositories: [], isGone: true } as const;
  expect(keyOfErrand(installation)).toBe('installation#3');
});

it('a command is taken while another one takes long, and both are of the pull request', async () => {
  const { jobs, records } = memoryJobStore();
  const accept = (id: string, name: 'docs' | 'help' | 'tests') =>
    jobs.accept({ id, event: 'issue_comment.created', errand: command(name) });
  await accept('1', 'docs');
  await accept('2', 'help');
  await accept('3', 'tests');
  const taken = [1, 2, 3].map(() => jobs.take('command', 'worker', 1000));
  const names = (await Promise.all(taken)).map((job) =>
    job?.errand.kind === 'command' ? job.errand.command.name : undefined,
  );
  expect(names).toEqual(['docs', 'help', undefined]);
  expect((await records.jobs({ pull }, { offset: 0, limit: 10 })).total).toBe(3);
});
