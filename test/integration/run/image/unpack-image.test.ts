import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import fc from 'fast-check';
import { packTar } from 'modern-tar';
import { afterAll, describe, expect, it } from 'vitest';
import { isGalleyError } from '../../../../src/errors.ts';
import { silentLog } from '../../../../src/log.ts';
import { pruneImages } from '../../../../src/run/image/prune-images.ts';
import { unpackImage, type Unpacking } from '../../../../src/run/image/unpack-image.ts';
import {
  gzip,
  makeImage,
  makeLayer,
  type ImageForm,
  type ImageParts,
  type LayerFiles,
} from './make-image.ts';

const top = realpathSync(mkdtempSync(join(tmpdir(), 'galley-image-')));
afterAll(() => rmSync(top, { recursive: true, force: true }));
const signal = new AbortController().signal;
let made = 0;

async function unpack(parts: ImageParts, form?: ImageForm, more: Partial<Unpacking> = {}) {
  const folder = join(top, String((made += 1)));
  mkdirSync(folder);
  await makeImage(join(folder, 'x.tar'), parts, form);
  return unpackImage(join(folder, 'x.tar'), { folder: join(folder, 'images'), signal, ...more });
}

/** Files with their texts, links with `-> `, empty folders with `/`. */
function filesBelow(root: string, folder = ''): Record<string, string> {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  const found = entries.map((entry): Record<string, string> => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isSymbolicLink()) return { [path]: `-> ${readlinkSync(join(root, path))}` };
    if (entry.isFile()) return { [path]: readFileSync(join(root, path), 'utf8') };
    const below = filesBelow(root, path);
    return Object.keys(below).length === 0 ? { [`${path}/`]: '' } : below;
  });
  return Object.assign({}, ...found) as Record<string, string>;
}

const layered: ImageParts = {
  layers: [
    [
      ['a/', ''],
      ['a/kept', 'low'],
      ['a/gone', 'low'],
      ['a/both', 'low'],
      ['b/', ''],
      ['b/old', 'low'],
      ['b/in/', ''],
      ['b/in/old', 'low'],
      ['c', 'file'],
    ],
    [
      ['a/.wh.gone', ''],
      ['a/both', 'high'],
      ['b/in/new', 'high'],
      // Behind what it must not hide.
      ['b/.wh..wh..opq', ''],
      ['c/', ''],
      ['c/now', 'a folder'],
      ['.wh..wh.plnk', ''],
    ],
  ],
  config: { Env: ['PATH=/opt/bin:/bin', 'EMPTY=', 'TEXT=a=b'], WorkingDir: '/a' },
};
const laid = { 'a/kept': 'low', 'a/both': 'high', 'b/in/new': 'high', 'c/now': 'a folder' };

const zstd = (zlib as { zstdCompressSync?: (bytes: Uint8Array) => Uint8Array }).zstdCompressSync;
const forms: readonly (readonly [string, ImageForm])[] = [
  ['docker', { kind: 'docker' }],
  ['docker, gzip', { kind: 'docker', ...(gzip && { pack: gzip }) }],
  ['oci', { kind: 'oci' }],
  ['oci, gzip', { kind: 'oci', ...(gzip && { pack: gzip }) }],
];

describe('an image is unpacked', () => {
  it.each(forms)('as it is: %s', async (_, form) => {
    const image = await unpack(layered, form);
    expect(filesBelow(image.root)).toEqual(laid);
    expect(image.variables).toEqual({ PATH: '/opt/bin:/bin', EMPTY: '', TEXT: 'a=b' });
    expect(image.workingFolder).toBe(join(image.root, 'a'));
  });

  it('with zstd where Node can, else a sentence', async () => {
    // An empty frame, for a Node that cannot write any.
    const pack = zstd ?? (() => Buffer.from('28b52ffd2000010000', 'hex'));
    const unpacking = unpack(layered, { kind: 'oci', pack });
    if (zstd !== undefined) expect(filesBelow((await unpacking).root)).toEqual(laid);
    else await expect(unpacking).rejects.toMatchObject({ why: expect.stringContaining('zstd') as string });
  });

  it('once: what stands there is taken as it is, and a second image has a place of its own', async () => {
    const folder = join(top, 'once');
    mkdirSync(folder);
    const [file, images] = [join(folder, 'x.tar'), join(folder, 'images')];
    await makeImage(file, layered);
    const one = await unpackImage(file, { folder: images, signal });
    writeFileSync(join(one.root, 'mark'), '');
    expect((await unpackImage(file, { folder: images, signal })).root).toBe(one.root);
    expect(existsSync(join(one.root, 'mark'))).toBe(true);
    await makeImage(file, { layers: [[['new', 'x']]] });
    const other = await unpackImage(file, { folder: images, signal });
    expect(filesBelow(other.root)).toEqual({ new: 'x' });
    expect(readdirSync(images)).toHaveLength(2);
    expect(lstatSync(images).mode & 0o777).toBe(0o700);
  });

  it('without rights that nobody gave: no set-user-id, no devices, and folders that can be entered', async () => {
    const device = { name: 'dev', size: 0, type: 'character-device' } as const;
    const pipe = { name: 'pipe', size: 0, type: 'fifo' } as const;
    const { root } = await unpack({
      layers: [
        [
          ['su', 'x', 0o6755],
          ['locked/', '', 0o000],
          ['locked/in', 'x', 0o000],
          ['x', '= su'],
        ],
        await packTar([{ header: device }, { header: pipe }]),
      ],
    });
    expect(lstatSync(join(root, 'su')).mode & 0o7777).toBe(0o755);
    expect(lstatSync(join(root, 'x')).ino).toBe(lstatSync(join(root, 'su')).ino);
    expect(lstatSync(join(root, 'locked')).mode & 0o700).toBe(0o700);
    expect(readdirSync(root).sort()).toEqual(['locked', 'su', 'x']);
  });

  it('with links that stay links, and lead inside when something lies behind them', async () => {
    const { root } = await unpack({
      layers: [
        [
          ['usr/bin/', ''],
          ['bin', '-> usr/bin'],
          ['bin/sh', 'x'],
          ['etc', `-> ${top}`],
          ['etc/inside', 'x'],
          ['up', '-> ../../../../..'],
          ['up/inside', 'x'],
          ['loose', '-> nowhere'],
          ['hard', '= loose'],
        ],
        // A new file in place of one name leaves the other as it is.
        [['inside', 'new']],
      ],
    });
    expect(readFileSync(join(root, 'usr/bin/sh'), 'utf8')).toBe('x');
    expect(existsSync(join(top, 'inside'))).toBe(false);
    expect(existsSync(join(root, top, 'inside'))).toBe(true);
    expect(readFileSync(join(root, 'inside'), 'utf8')).toBe('new');
    expect(readlinkSync(join(root, 'hard'))).toBe('nowhere');
  });
});

describe('an image is refused', () => {
  const refusals: readonly (readonly [string, LayerFiles, RegExp])[] = [
    ['a name that leads up', [['../out', 'x']], /no place/],
    ['one that leads up later', [['a/../../out', 'x']], /no place/],
    ['a hard link to a file outside', [['x', '= ../../../../etc/passwd']], /no place/],
    ['a hard link to what is not there', [['x', '= etc/passwd']], /no place/],
    [
      'a hard link through a link',
      [
        ['e', '-> /etc'],
        ['x', '= e/passwd'],
      ],
      /no place/,
    ],
    [
      'a whiteout of the folder above',
      [
        ['a/', ''],
        ['a/.wh...', ''],
      ],
      /no place/,
    ],
    [
      'links in a circle',
      [
        ['a', '-> b'],
        ['b', '-> a'],
        ['a/x', ''],
      ],
      /no place/,
    ],
    ['a path without end', [[`${'a/'.repeat(101)}x`, '']], /no place/],
    ['a name that no disk takes', [['a'.repeat(300), '']], /ENAMETOOLONG/],
  ];
  it.each(refusals)('for %s, and nothing is left', async (_, files, why) => {
    const folder = join(top, `refused-${(made += 1)}`);
    await expect(unpack({ layers: [files] }, undefined, { folder })).rejects.toMatchObject({
      code: 'image-unusable',
      why: expect.stringMatching(why) as string,
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  const small = { limits: { bytes: 4000, entries: 100 } };
  const few = { limits: { bytes: 1e9, entries: 5 } };
  it.each<readonly [string, ImageParts, RegExp, Partial<Unpacking>]>([
    [
      'a wrong digest',
      { ...layered, digests: ['0', '1'].map((one) => `sha256:${one.repeat(64)}`) },
      /digest/,
      {},
    ],
    ['digests for other layers', { ...layered, digests: [] }, /2 layers and names 0/, {}],
    ['another processor', { ...layered, architecture: 's390x' }, /for linux\/s390x, and this server/, {}],
    ['too many files', layered, /larger than/, few],
    ['too many bytes', layered, /larger than/, small],
    ['a layer that is none', { layers: [Buffer.from('BZh91AY')] }, /gzip and zstd/, {}],
  ])('for %s', async (_, parts, why, more) => {
    await expect(unpack(parts, undefined, more)).rejects.toMatchObject({
      why: expect.stringMatching(why) as string,
    });
  });

  it('where a layer is cut off, or bytes of it are others', async () => {
    const cut: ImageForm = { kind: 'docker', pack: (layer) => gzip!(layer).slice(0, -20) };
    await expect(unpack(layered, cut)).rejects.toMatchObject({ code: 'image-unusable' });
    const other: ImageForm = { kind: 'docker', pack: (layer) => Buffer.from(layer).fill('z', 600, 601) };
    await expect(unpack(layered, other)).rejects.toMatchObject({ code: 'image-unusable' });
  });

  it('where the file is no archive of an image', async () => {
    const file = join(top, 'none.tar');
    const folder = join(top, 'none');
    const layer = await makeLayer([['etc/passwd', 'x']]);
    const docker = (text: string): Promise<Uint8Array> => makeLayer([['manifest.json', text]]);
    for (const bytes of [
      Buffer.from('hello'),
      zlib.gzipSync(layer),
      layer,
      await docker('[]'),
      await docker('[{"Config":"a","Layers":[]},{"Config":"b","Layers":[]}]'),
      await docker('[{"Config":"../../../etc/passwd","Layers":[]}]'),
      await docker('{'),
    ]) {
      writeFileSync(file, bytes);
      await expect(unpackImage(file, { folder, signal })).rejects.toMatchObject({ code: 'image-unusable' });
    }
  });

  it('when it is stopped, and nothing is left', async () => {
    const folder = join(top, 'stopped');
    await expect(unpack(layered, undefined, { folder, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'interrupted',
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

const part = fc.constantFrom('a', 'b', 'c', '..', '.', '', '.wh.a', '.wh.', '.wh..wh..opq', 'out');
const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const target = fc.oneof(
  path,
  path.map((name) => `/${name}`),
  fc.constant('/'),
  fc.constant(top),
);
const entry = fc.oneof(
  fc.tuple(path, fc.constant('text')),
  fc.tuple(
    path.map((name) => `${name}/`),
    fc.constant(''),
  ),
  fc.tuple(
    path,
    target.map((to) => `-> ${to}`),
  ),
  fc.tuple(
    path,
    target.map((to) => `= ${to}`),
  ),
);

it('whatever its layers name, nothing outside of its folder is written or removed', async () => {
  const around = join(top, 'around');
  mkdirSync(around);
  writeFileSync(join(around, 'out'), 'mine');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(entry, { maxLength: 8 }), { minLength: 1, maxLength: 3 }),
      async (layers) => {
        const before = readdirSync(top).sort();
        const file = join(around, 'x.tar');
        await makeImage(file, { layers });
        const folder = join(around, 'images');
        await unpackImage(file, { folder, signal }).catch((error: unknown) => {
          if (!isGalleyError(error)) throw error;
        });
        expect(readdirSync(around).sort()).toEqual(['images', 'out', 'x.tar']);
        expect(readFileSync(join(around, 'out'), 'utf8')).toBe('mine');
        for (const name of readdirSync(folder)) {
          expect(name).toMatch(/^[0-9a-f]{32}$/);
          expect(readdirSync(join(folder, name)).sort()).toEqual(['root', 'settings.json']);
        }
        expect(readdirSync(top).sort()).toEqual(before);
        rmSync(folder, { recursive: true, force: true });
      },
    ),
    { numRuns: 150 },
  );
});

it('layers are laid as tar lays them, where nothing is hidden', async () => {
  const name = fc.constantFrom('a', 'b', 'a/x', 'a/y', 'b/x', 'c/d/e');
  const plain = fc.uniqueArray(fc.tuple(name, fc.string({ maxLength: 5 })), { selector: ([one]) => one });
  const isFolderToo = (files: LayerFiles): boolean =>
    files.some(([one]) => files.some(([other]) => other.startsWith(`${one}/`)));
  await fc.assert(
    fc.asyncProperty(
      plain.filter((files) => !isFolderToo(files)),
      async (files) => {
        const { root } = await unpack({ layers: [files] });
        const peer = mkdtempSync(join(top, 'peer-'));
        execFileSync('tar', ['-x', '-C', peer], { input: await makeLayer(files) });
        expect(filesBelow(root)).toEqual(filesBelow(peer));
      },
    ),
    { numRuns: 30 },
  );
});

it('images that nobody has used for long are removed, and what killed processes left', async () => {
  const folder = join(top, 'pruned');
  const used = await unpack(layered, undefined, { folder });
  const unused = await unpack({ layers: [[['x', '']]] }, undefined, { folder });
  const long = new Date(Date.now() - 40 * 24 * 3600_000);
  utimesSync(join(unused.root, '../settings.json'), long, long);
  const left = join(folder, `${'0'.repeat(32)}-abcdef`);
  mkdirSync(left);
  utimesSync(left, long, long);
  mkdirSync(join(folder, `${'0'.repeat(32)}-now`));
  expect(await pruneImages(folder, 30 * 24 * 3600_000, silentLog)).toBe(2);
  expect(existsSync(used.root)).toBe(true);
  expect(readdirSync(folder)).toHaveLength(2);
});
