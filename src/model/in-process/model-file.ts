import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
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

/** Throws GalleyError `invalid-usage` when there is no GGUF file at `path`: only the operator can have named it. */
export async function readModelFile(path: string): Promise<ModelFile> {
  try {
    const file = await open(path, 'r');
    try {
      const { size: bytes } = await file.stat();
      const first = Buffer.alloc(Math.min(bytes, mebibyte));
      const last = Buffer.alloc(Math.min(bytes, mebibyte));
      await file.read(first, 0, first.length, 0);
      await file.read(last, 0, last.length, bytes - last.length);
      if (first.toString('latin1', 0, 4) !== 'GGUF') throw notGguf(path);
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
    throw unreadable(path, error);
  }
}

function quantisationOf(name: string): string {
  return /(?:^|[-._])(i?q\d\w*|bf16|f16|f32|mxfp4\w*)(?:[-._]|$)/iu.exec(name)?.[1]?.toUpperCase() ?? '';
}

function notGguf(path: string): GalleyError {
  return new GalleyError('invalid-usage', {
    what: `The model file ${path} is not a GGUF file.`,
    why: 'Such a file begins with the letters GGUF, whatever its name.',
    todo: 'Download the weights again in the GGUF format, or use a model of Ollama: --model qwen2.5-coder:7b',
  });
}

function unreadable(path: string, cause: unknown): GalleyError {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
  return new GalleyError('invalid-usage', {
    what: isMissing ? `There is no model file ${path}.` : `The model file ${path} can't be read.`,
    why: isMissing
      ? `Looked for ${resolve(path)}`
      : code === 'EISDIR'
        ? 'It is a folder.'
        : `The system says ${code}.`,
    todo: 'Check the path after --model-file, in GALLEY_MODEL_FILE or in the operator file.',
    cause,
  });
}
