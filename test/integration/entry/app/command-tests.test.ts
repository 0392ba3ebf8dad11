import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shellSystem, smallSystem } from '../../run/image/host-files.ts';
import { gzip, makeImage, type LayerFiles } from '../../run/image/make-image.ts';
import { openCommands } from './command-scene.ts';
import { openWorkerScene } from './worker-scene.ts';

const before = 'function clamp(n) {\n  return n;\n}\nmodule.exports = { clamp };\n';
const after = before.replace('(n) {', '(n, most) {\n  if (n > most) {\n    return most;\n  }');
const suite = (more = ''): string => `const assert = require('node:assert');
const { test } = require('node:test');
const { clamp } = require('../clamp.js');
${more}test('small', () => assert.strictEqual(clamp(1, 5), 1));
`;
const manifest = '{"name":"clamp","scripts":{"test":"node --test test/"}}\n';
const found = 'assert.strictEqual(clamp(7, 5), 5);';

it('tests are run in the sandbox, shown with their run, and come as a patch that git applies', async () => {
  const scene = await openWorkerScene({
    replies: [{ when: 'Write the body', text: `\`\`\`js\n${found}\n\`\`\`` }],
    base: [
      { path: 'package.json', content: manifest },
      { path: 'clamp.js', content: before },
      { path: 'test/clamp.test.js', content: suite() },
    ],
    head: [{ path: 'clamp.js', content: after }],
  });
  const runners = join(scene.folder, 'runners');
  await mkdir(join(runners, 'olga/proof'), { recursive: true });
  const talk = openCommands(scene, { kind: 'folder', path: runners, images: join(scene.folder, 'images') });
  await talk.say('olga', '/galley tests');
  const [told = ''] = talk.heard();
  expect(talk.uses).toHaveLength(1);
  expect(talk.uses[0]?.tokens.reply).toBeGreaterThan(0);
  expect(told).toContain('1 test suggested');
  expect(told).toContain('<details><summary>1 suggested test, run before shown</summary>');
  expect(told).toMatch(/Gates: .*repeats 5 of 5/);
  const [, patch = ''] = /```\n(diff --git[\s\S]*?\n)```/.exec(told) ?? [];
  expect(patch).toContain(`+    ${found}`);
  const work = join(scene.folder, 'work');
  execFileSync('git', ['clone', '-q', '-b', 'topic', scene.github.cloneUrl('olga', 'proof'), work]);
  execFileSync('git', ['apply', '-'], { cwd: work, input: patch });
  execFileSync(process.execPath, ['--test', 'test/'], { cwd: work, stdio: 'ignore' });
}, 240_000);

it('what the head would like to run is run in the sandbox alone (S3)', async () => {
  const mark = `/tmp/galley-escaped-${process.pid}`;
  const scene = await openWorkerScene({
    replies: [{ when: 'Write the body', text: `\`\`\`js\n${found}\n\`\`\`` }],
    base: [
      { path: 'package.json', content: manifest },
      { path: 'clamp.js', content: before },
      { path: 'test/clamp.test.js', content: suite() },
    ],
    head: [
      { path: 'clamp.js', content: after },
      { path: 'test/clamp.test.js', content: suite(`require('node:fs').writeFileSync('${mark}', '');\n`) },
      { path: '.gitattributes', content: '* filter=evil diff=evil\n' },
      {
        path: 'package.json',
        content: manifest.replace('"scripts":{', `"scripts":{"preinstall":"touch ${mark}",`),
      },
    ],
  });
  const runners = join(scene.folder, 'runners');
  await mkdir(join(runners, 'olga/proof'), { recursive: true });
  const talk = openCommands(scene, { kind: 'folder', path: runners, images: join(scene.folder, 'images') });
  await talk.say('olga', '/galley tests');
  expect(talk.heard()).toMatchObject([expect.stringContaining('Tests ran in')]);
  expect(existsSync(mark)).toBe(false);
}, 240_000);

it('a repository for which nothing is prepared is told so', async () => {
  const scene = await openWorkerScene({ head: [{ path: 'clamp.js', content: after }] });
  const talk = openCommands(scene, { kind: 'folder', path: join(scene.folder, 'none'), images: '' });
  await talk.say('olga', '/galley tests');
  expect(talk.heard()[0]).toContain('prepared nothing to run the tests of this repository');
}, 60_000);

describe.skipIf(process.platform !== 'linux')('an image', () => {
  const config = { Env: ['PATH=/opt/own/bin:/usr/bin'], WorkingDir: '/work' };
  // Passes with the Node of the image and the packages of its upper layer alone.
  const needing = suite(`assert.strictEqual(process.execPath, '/opt/own/bin/node');
assert.strictEqual(require('bounds'), 'upper');
assert.ok(!require('node:fs').existsSync(require.resolve('bounds').replace('index', 'stale')));
`);
  const openScene = () =>
    openWorkerScene({
      replies: [{ when: 'Write the body', text: `\`\`\`js\n${found}\n\`\`\`` }],
      base: [
        { path: 'package.json', content: manifest },
        { path: 'clamp.js', content: before },
        { path: 'test/clamp.test.js', content: needing },
      ],
      head: [{ path: 'clamp.js', content: after }],
    });
  const ask = async (parts: Parameters<typeof makeImage>[1]) => {
    const scene = await openScene();
    const runners = join(scene.folder, 'runners');
    await mkdir(join(runners, 'olga'), { recursive: true });
    await makeImage(join(runners, 'olga/proof.tar'), parts, { kind: 'oci', ...(gzip && { pack: gzip }) });
    const images = join(scene.folder, 'images');
    const talk = openCommands(scene, { kind: 'folder', path: runners, images });
    await talk.say('olga', '/galley tests');
    return talk.heard()[0] ?? '';
  };

  it('is what tests run in: its Node, its packages, its upper layers', async () => {
    const told = await ask({
      config,
      layers: [
        [
          ...smallSystem(),
          ['work/node_modules/bounds/package.json', '{"name":"bounds","version":"1.0.0"}'],
          ['work/node_modules/bounds/index.js', "module.exports = 'lower';"],
          ['work/node_modules/bounds/stale.js', ''],
        ],
        [
          ['work/node_modules/bounds/index.js', "module.exports = 'upper';"],
          ['work/node_modules/bounds/.wh.stale.js', ''],
        ],
      ],
    });
    expect(told).toContain('1 test suggested');
    expect(told).toMatch(/Gates: .*repeats 5 of 5/);
    expect(told).toContain(`+    ${found}`);
  }, 240_000);

  it('that cannot be used is told, with the reason', async () => {
    expect(await ask({ config, layers: [], architecture: 's390x' })).toContain(
      'the image that the operator of the app has prepared cannot be used. It is for linux/s390x, and this server runs',
    );
    const old: LayerFiles = [...shellSystem(), ['opt/own/bin/node', '#!/bin/sh\necho v12.0.0\n', 0o755]];
    expect(await ask({ config, layers: [old] })).toContain(
      'It is 12.0.0, and 20 is the oldest that can be used.',
    );
    expect(await ask({ config, layers: [[['work/x', '']]] })).toContain(
      'they cannot be run in the image that the operator of the app has prepared.',
    );
  }, 240_000);
});
