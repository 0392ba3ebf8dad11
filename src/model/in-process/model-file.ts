import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { GalleyError } from '../../errors.ts';

export interface ModelFile {
  readonly name: string;
  /** Hash of size, first and last MiB: a quarter of a second for weights of any size, and no two files share it by accident. */
  readonly digest: string;
  readonly bytes: number;
  /** From the file's name, such as `Q4_K_M`; empty when it does not say. */
  readonly quantisation: string;
}

const mebibyte = 2 ** 20;

/** Throws GalleyError `model-missing` when there is no GGUF file at `path`. */
export async function readModelFile(path: string): Promise<ModelFile> {
  try {
    const file = await open(path, 'r');
    try {
      const { size: bytes } = await file.stat();
      const first = Buffer.alloc(Math.min(bytes, mebibyte));
      const last = Buffer.alloc(Math.min(bytes, mebibyte));
      await file.read(first, 0, first.length, 0);
      await file.read(last, 0, last.length, bytes - last.length);
      if (first.toString('latin1', 0, 4) !== 'GGUF') throw missing(path, 'It is not a GGUF file.');
      const digest = createHash('sha256')
        .update(`${String(bytes)}\n`)
        .update(first)
        .update(last);
      const name = basename(path).replace(/\.gguf$/iu, '');
      return { name, digest: `sha256:${digest.digest('hex')}`, bytes, quantisation: quantisationOf(name) };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof GalleyError) throw error;
    throw missing(path, error instanceof Error ? error.message : String(error), error);
  }
}

function quantisationOf(name: string): string {
  return /(?:^|[-._])(i?q\d\w*|bf16|f16|f32|mxfp4\w*)(?:[-._]|$)/iu.exec(name)?.[1]?.toUpperCase() ?? '';
}

function missing(path: string, why: string, cause?: unknown): GalleyError {
  return new GalleyError('model-missing', {
    what: `The model file ${path} cannot be used.`,
    why,
    todo: 'Name a file that ends in .gguf: --backend gguf --model-file /path/to/model.gguf',
    cause,
  });
}
