/** Longest list that is kept, such as the KV heads of every layer; vocabularies are longer. */
const maxList = 1024;

/** Nested metadata as dotted GGUF keys; of the tokenizer only the chat template. Values that JSON can't hold are left out. */
export function flattenMetadata(metadata: unknown): Record<string, unknown> {
  const flat: Record<string, unknown> = {};
  const visit = (value: unknown, path: string, depth: number): void => {
    if (path.startsWith('tokenizer') && path !== 'tokenizer' && path !== 'tokenizer.chat_template') return;
    if (Array.isArray(value)) {
      if (value.length <= maxList) flat[path] = value.map(plain);
    } else if (typeof value === 'object' && value !== null) {
      if (depth > 8) return;
      for (const [key, inner] of Object.entries(value))
        visit(inner, path === '' ? key : `${path}.${key}`, depth + 1);
    } else if (value !== undefined) flat[path] = plain(value);
  };
  visit(metadata, '', 0);
  return flat;
}

function plain(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
