import { mkdtempSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imagePrograms } from '../../../../src/run/image/image-programs.ts';
import { imageSystem } from '../../../../src/run/image/image-system.ts';
import { unpackImage, type UnpackedImage } from '../../../../src/run/image/unpack-image.ts';
import { createSandbox, sandboxOf } from '../../../../src/run/sandbox/create-sandbox.ts';
import { listEnclosures } from '../../../../src/run/sandbox/list-enclosures.ts';
import type { Sandbox, SandboxResult } from '../../../../src/run/sandbox/sandbox.ts';
import { tryEnclosure } from '../../../../src/run/sandbox/try-enclosure.ts';
import { shellSystem, smallSystem } from './host-files.ts';
import { makeImage, type ImageParts } from './make-image.ts';

const top = realpathSync(mkdtempSync(join(tmpdir(), 'galley-image-sandbox-')));
afterAll(() => rmSync(top, { recursive: true, force: true }));
const signal = new AbortController().signal;
const host = { path: process.env['PATH'] ?? '', temporary: tmpdir() };
const limits = { ms: 20_000, outputBytes: 100_000, memoryBytes: 1e9, processes: 50, diskBytes: 5e7 };
const config = {
  Env: ['PATH=/opt/own/bin:/usr/bin', 'GREETING=from the image', 'ASKED=no'],
};

async function unpack(name: string, parts: ImageParts): Promise<UnpackedImage> {
  const file = join(top, `${name}.tar`);
  await makeImage(file, parts);
  return unpackImage(file, { folder: join(top, 'images'), signal });
}

const isElsewhere = process.platform !== 'linux';
const run = (sandbox: Sandbox, argv: readonly string[], more = {}): Promise<SandboxResult> =>
  sandbox.run({ argv, cwd: '/', readable: [], writable: [], env: {}, limits, signal, ...more });

describe.skipIf(isElsewhere)('a system of its own', () => {
  let image: UnpackedImage;
  beforeAll(async () => {
    image = await unpack('small', {
      config,
      layers: [
        smallSystem(),
        [
          ['app/.wh.x', ''],
          ['app/dependency', 'inside'],
        ],
      ],
    });
  });

  describe.each(['bubblewrap', 'namespaces'] as const)('is seen in %s', (level) => {
    let sandbox: Sandbox;
    let why = '';
    beforeAll(async () => {
      for (const enclosure of await listEnclosures({ ...host, system: imageSystem(image) })) {
        if (enclosure.level !== level) continue;
        why = 'why' in enclosure ? enclosure.why : await tryEnclosure(enclosure);
        if (why === '' && !('why' in enclosure)) return void (sandbox = sandboxOf(enclosure));
      }
      // Where this machine has the level itself, an image must not take it away.
      for (const own of await listEnclosures(host))
        if (own.level === level && !('why' in own) && (await tryEnclosure(own)) === '') throw new Error(why);
    });

    it('with its programs, its settings and its variables, and nothing of this machine', async (context) => {
      if (why !== '') return context.skip(why);
      const folder = join(top, 'scratch', level);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'in.txt'), 'read me');
      const code = `const fs = require('fs');
        fs.writeFileSync('out.txt', 'written');
        const refused = ['/usr/x', '/app/x', '/etc/x'].filter((p) => { try { fs.writeFileSync(p, ''); } catch { return true; } });
        const { GREETING, ASKED, PATH, HOME } = process.env;
        const net = Object.keys(require('os').networkInterfaces()).filter((name) => name !== 'lo');
        console.log(JSON.stringify({ at: process.execPath, root: fs.readdirSync('/').sort(), etc: fs.readdirSync('/etc'), net,
          name: fs.readFileSync('/etc/os-release', 'utf8').trim(), refused, GREETING, ASKED, PATH, HOME,
          read: fs.readFileSync('in.txt', 'utf8'), work: fs.readFileSync('/app/dependency', 'utf8'), tmp: fs.readdirSync('/tmp') }));`;
      const { stdout, stderr, exitCode } = await run(sandbox, ['/opt/own/bin/node', '-e', code], {
        ...{ cwd: folder, writable: [folder], env: { ASKED: 'yes' } },
      });
      expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
      const told = JSON.parse(stdout) as Record<string, unknown>;
      expect(told).toMatchObject({
        at: '/opt/own/bin/node',
        ...{ net: [], etc: ['os-release'], name: 'NAME="made by a test"' },
        refused: ['/usr/x', '/app/x', '/etc/x'],
        ...{ GREETING: 'from the image', ASKED: 'yes', PATH: '/opt/own/bin:/usr/bin', HOME: '/tmp/home' },
        ...{ read: 'read me', work: 'inside' },
      });
      expect(told['root']).not.toContain('home');
      expect(told['root']).toEqual(expect.arrayContaining(['app', 'bin', 'etc', 'opt', 'tmp', 'usr']));
    });

    it('also where a folder of this machine lies in one that the image has', async (context) => {
      if (why !== '') return context.skip(why);
      // Not in /tmp, which is the sandbox's own.
      const outside = realpathSync(mkdtempSync('/var/tmp/galley-image-'));
      try {
        const { root } = await unpack(`over-${level}`, {
          config,
          layers: [
            shellSystem(),
            // The way to the folder is in the image too, and ends there at a link.
            [
              [`${outside.slice(1)}/`, ''],
              [`${outside.slice(1)}/mine`, 'of the image\n'],
              [`${outside.slice(1)}/way`, '-> /etc'],
            ],
          ],
        });
        const over = sandboxOf(await pick(level, { root, variables: {}, workingFolder: undefined }));
        const folder = join(outside, 'way', 'on');
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, 'x'), 'of this machine\n');
        const script = 'read a < x; read b < "$1/mine"; echo "$a, $b"';
        const { stdout, stderr } = await run(over, ['/bin/sh', '-c', script, 'sh', outside], {
          ...{ cwd: folder, readable: [folder] },
        });
        expect({ stdout, stderr }).toEqual({ stdout: 'of this machine, of the image\n', stderr: '' });
      } finally {
        rmSync(outside, { recursive: true });
      }
    });

    it('with variables that no program of this machine gets', async (context) => {
      if (why !== '') return context.skip(why);
      const command = { argv: ['x'], cwd: '/', readable: [], writable: [], env: {}, limits, signal };
      const { env, args } = await (await pick(level, image)).wrap(command);
      expect(env).not.toHaveProperty('GREETING');
      expect(args).toContain('GREETING=from the image');
    });
  });

  it('has its own Node, of which an old one is told', async () => {
    const system = imageSystem(image);
    const sandbox = await createSandbox({ ...host, system, unsafeRun: false });
    expect(await imagePrograms(system, sandbox).findNode()).toEqual({
      path: '/opt/own/bin/node',
      version: process.versions.node,
    });
    const fake = (text: string): Promise<UnpackedImage> =>
      unpack(text.replace(/\W/g, ''), {
        config,
        layers: [shellSystem(), [['opt/own/bin/node', `#!/bin/sh\n${text}\n`, 0o755]]],
      });
    const nodeOf = async (own: UnpackedImage) => {
      const seen = imageSystem(own);
      return imagePrograms(seen, await createSandbox({ ...host, system: seen, unsafeRun: false })).findNode();
    };
    await expect(nodeOf(await fake('echo v18.19.0'))).rejects.toMatchObject({
      code: 'runner-missing',
      why: 'It is 18.19.0, and 20 is the oldest that can be used.',
    });
    await expect(nodeOf(await fake('exec /usr/bin/nowhere'))).rejects.toMatchObject({
      why: expect.stringMatching(/does not start: .*nowhere/) as string,
    });
    await expect(
      nodeOf(await unpack('nodeless', { config, layers: [smallSystem(), [['opt/own/bin/.wh.node', '']]] })),
    ).rejects.toMatchObject({ why: 'It is not on its PATH.' });
  });

  it('without a shell cannot be seen, and never runs outside', async () => {
    const system = imageSystem(await unpack('shellless', { layers: [[['app/x', '']]] }));
    await expect(createSandbox({ ...host, system, unsafeRun: true })).rejects.toMatchObject({
      code: 'sandbox-missing',
    });
  });
});

async function pick(level: string, image: UnpackedImage) {
  for (const enclosure of await listEnclosures({ ...host, system: imageSystem(image) }))
    if (enclosure.level === level && !('why' in enclosure) && (await tryEnclosure(enclosure)) === '')
      return enclosure;
  throw new Error(`no ${level}`);
}
