import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { hashBlob } from '../../../../src/git/hash-blob.ts';
import { writeBlobs } from '../../../../src/git/staged/write-blobs.ts';
import { makeRepository } from '../make-repository.ts';

test.each(['sha1', 'sha256'] as const)('blobs of all sizes come back as they are (%s)', async (format) => {
  const { root } = makeRepository(undefined, `--object-format=${format}`);
  const sizes = [0, 1, 15, 16, 17, 2047, 2048, 262_143, 262_144, 600_000];
  const blobs = sizes.map((size) => Buffer.alloc(size, 'a\r\n\0\xff', 'latin1'));
  await writeBlobs(blobs, format, { cwd: root, env: process.env });
  for (const blob of blobs) {
    const id = hashBlob(blob, format);
    expect(execFileSync('git', ['cat-file', 'blob', id], { cwd: root }).equals(blob)).toBe(true);
  }
});

test('a blob that is there already is no failure, nor are none', async () => {
  const { root } = makeRepository();
  const git = { cwd: root, env: process.env };
  await writeBlobs([Buffer.from('a'), Buffer.from('a')], 'sha1', git);
  await writeBlobs([Buffer.from('a')], 'sha1', git);
  await writeBlobs([], 'sha1', git);
});
