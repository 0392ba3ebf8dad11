import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
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
  const talk = openCommands(scene, { kind: 'folder', path: runners });
  await talk.say('olga', '/galley tests');
  const [told = ''] = talk.heard();
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
  const talk = openCommands(scene, { kind: 'folder', path: runners });
  await talk.say('olga', '/galley tests');
  expect(talk.heard()).toMatchObject([expect.stringContaining('Tests ran in')]);
  expect(existsSync(mark)).toBe(false);
}, 240_000);

it('a repository for which nothing is prepared is told so', async () => {
  const scene = await openWorkerScene({ head: [{ path: 'clamp.js', content: after }] });
  const talk = openCommands(scene, { kind: 'folder', path: join(scene.folder, 'none') });
  await talk.say('olga', '/galley tests');
  expect(talk.heard()[0]).toContain('prepared nothing to run the tests of this repository');
}, 60_000);
