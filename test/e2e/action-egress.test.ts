import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { actionAt, jobToken, type Step } from './action-step.ts';
import { openScene, rights } from './action-scene.ts';
import { temporaryFolder } from './galley-process.ts';
import { hasProgram } from './has-program.ts';
import { defect } from './sample-change.ts';

const run = actionAt();
const canary = join(temporaryFolder(), 'canary');
const touch = `touch ${canary}`;

/** All that a head can hold which somebody's tool would run. */
const head = [
  { path: 'src/sum.dart', content: `int f(List<int> list) {\n  var total = 0;\n${defect}\n}\n` },
  { path: '.galley.yml', content: 'exclude: ["**"]\nserver: http://192.0.2.1\n' },
  { path: '.gitattributes', content: '* filter=evil diff=evil merge=evil\n*.dart export-subst\n' },
  { path: '.gitmodules', content: `[submodule "x"]\n\tpath = x\n\turl = ext::sh -c "${touch}"\n` },
  { path: '.git-hooks/post-checkout', content: `#!/bin/sh\n${touch}\n` },
  { path: '.husky/pre-commit', content: `${touch}\n` },
  { path: '.npmrc', content: 'registry=http://192.0.2.1\n' },
  { path: 'package.json', content: JSON.stringify({ scripts: { prepare: touch, install: touch } }) },
  { path: 'eslint.config.js', content: `require('node:child_process').execSync(${JSON.stringify(touch)})\n` },
  { path: '$(touch canary).js', content: 'let a = 1;\n' },
];

const apiKey = 'key-of-the-model-server-0123456789';
const withKey = (step: Step): Step => ({ ...step, env: { ...step.env, GALLEY_API_KEY: apiKey } });

test('S2, S8: starts nothing but node and git, and calls nobody but the model and the forge', async ({
  skip,
}) => {
  if (!(await hasProgram('strace', ['-V']))) return skip('no strace');
  const { github, model, step } = await openScene(rights, head, [], { apiKey });
  const log = join(temporaryFolder(), 'calls');
  const strace = ['strace', '-f', '-qq', '-s', '300', '-e', 'trace=connect,sendto,execve', '-o', log];
  const done = await run({ ...withKey(await step()), wrapper: strace });
  expect(done.outputs['errors-count']).toBe('1');
  expect(existsSync(canary)).toBe(false);
  const calls = readFileSync(log, 'utf8');

  const started = [...calls.matchAll(/execve\("([^"]+)".* = 0$/gm)].map((match) => basename(match[1] ?? ''));
  expect(started.length).toBeGreaterThan(3);
  expect(started.filter((name) => !/^(node\d*|git(-[a-z-]+)?)$/.test(name))).toEqual([]);
  // S6: what other processes can read of these.
  for (const secret of [jobToken, apiKey]) expect(calls).not.toContain(secret);

  const reached = [
    ...calls.matchAll(/sin6?_port=htons\((\d+)\).*?(?:inet_addr\("|inet_pton\(AF_INET6, ")([^"]+)/g),
  ];
  const places = new Set(reached.map(([, port, host]) => `${host}:${port}`));
  const known = [github.url, model.url].map((url) => new URL(url).host);
  expect(places.size).toBeGreaterThan(0);
  expect([...places].filter((place) => !known.includes(place))).toEqual([]);
}, 240_000);
