import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar, type TarEntry } from 'modern-tar';

/** As tar has it: a text is a file, `-> X` a link to X, `= X` another name of X; a name that ends with `/` is a folder. */
export type LayerFiles = readonly (readonly [name: string, content: string | Uint8Array, mode?: number])[];

export interface ImageParts {
  readonly layers: readonly (LayerFiles | Uint8Array)[];
  readonly config?: { readonly Env?: readonly string[]; readonly WorkingDir?: string };
  readonly architecture?: string;
  /** Digests that the configuration names in place of the right ones. */
  readonly digests?: readonly string[];
}

export interface ImageForm {
  readonly kind: 'docker' | 'oci';
  readonly pack?: (layer: Uint8Array) => Uint8Array;
}

export const gzip: ImageForm['pack'] = (layer) => gzipSync(layer, { level: 1 });

const here: Readonly<Record<string, string>> = { x64: 'amd64' };

/** Writes the archive of an image as Docker or as the OCI has it. */
export async function makeImage(
  file: string,
  parts: ImageParts,
  { kind, pack = (layer) => layer }: ImageForm = { kind: 'docker' },
): Promise<void> {
  const plain = await Promise.all(
    parts.layers.map(async (layer) => (layer instanceof Uint8Array ? layer : makeLayer(layer))),
  );
  const config = json({
    os: 'linux',
    architecture: parts.architecture ?? here[process.arch] ?? process.arch,
    config: parts.config ?? {},
    rootfs: { type: 'layers', diff_ids: parts.digests ?? plain.map((layer) => `sha256:${sha256(layer)}`) },
  });
  const packed = plain.map(pack);
  const files = kind === 'docker' ? dockerFiles(config, packed) : ociFiles(config, packed);
  writeFileSync(file, await packTar(files.map(([name, bytes]) => entryOf([name, bytes]))));
}

function dockerFiles(config: Uint8Array, layers: readonly Uint8Array[]): [string, Uint8Array][] {
  const names = layers.map((_, index) => `${index}/layer.tar`);
  const manifest = [{ Config: `${sha256(config)}.json`, RepoTags: ['x:1'], Layers: names }];
  return [
    ...layers.map((layer, index): [string, Uint8Array] => [`${index}/layer.tar`, layer]),
    [`${sha256(config)}.json`, config],
    ['manifest.json', json(manifest)],
  ];
}

function ociFiles(config: Uint8Array, layers: readonly Uint8Array[]): [string, Uint8Array][] {
  const describe = (bytes: Uint8Array) => ({ digest: `sha256:${sha256(bytes)}`, size: bytes.length });
  const manifest = json({ schemaVersion: 2, config: describe(config), layers: layers.map(describe) });
  const platform = { os: 'linux', architecture: here[process.arch] ?? process.arch };
  const index = json({
    manifests: [
      { ...describe(manifest), platform },
      // As BuildKit adds what it knows of the build.
      { ...describe(json({})), platform: { os: 'unknown', architecture: 'unknown' } },
    ],
  });
  const outer = json({
    manifests: [{ ...describe(index), mediaType: 'application/vnd.oci.image.index.v1+json' }],
  });
  const blobs = [config, manifest, index, ...layers].map((bytes): [string, Uint8Array] => [
    `blobs/sha256/${sha256(bytes)}`,
    bytes,
  ]);
  return [['oci-layout', json({ imageLayoutVersion: '1.0.0' })], ['index.json', outer], ...blobs];
}

export function makeLayer(files: LayerFiles): Promise<Uint8Array> {
  return packTar(files.map(entryOf));
}

function entryOf([name, content, mode]: LayerFiles[number]): TarEntry {
  const plain = { name, ...(mode === undefined ? {} : { mode }), mtime: new Date(0) };
  if (name.endsWith('/')) return { header: { ...plain, size: 0, type: 'directory' } };
  const [, sign, target] = (typeof content === 'string' && /^(->|=) (.*)$/.exec(content)) || [];
  if (target !== undefined) {
    const type = sign === '=' ? 'link' : 'symlink';
    return { header: { ...plain, size: 0, type, linkname: target } };
  }
  const body = typeof content === 'string' ? Buffer.from(content) : content;
  return { header: { ...plain, size: body.length, type: 'file' }, body };
}

/** The folders above a file, as archives name them first. */
export function foldersOf(name: string): LayerFiles {
  const folder = posix.dirname(name);
  return folder === '.' ? [] : [...foldersOf(folder), [`${folder}/`, '']];
}

function json(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
