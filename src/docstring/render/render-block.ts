import { wrapWords } from '../wrap-words.ts';
import { roomFor, type DocToRender } from './doc-to-render.ts';

export interface BlockDoc {
  readonly summary: string;
  /** Each begins with its tag. */
  readonly tags: readonly string[];
  /** Spaces before the second and later lines of a tag. */
  readonly hanging: number;
}

/** The lines of a comment between `/**` and `*\/`, without indentation. */
export function renderBlock({ summary, tags, hanging }: BlockDoc, doc: DocToRender): string[] {
  const oneLine = `/** ${summary} */`;
  const fits = Array.from(oneLine).length <= roomFor(doc, 0);
  if (tags.length === 0 && doc.style.shape === 'one-line' && fits) return [oneLine];
  const room = roomFor(doc, ' * '.length);
  const widths = { first: room, rest: room };
  const tagged = tags.flatMap((tag) =>
    wrapWords(tag, { first: room, rest: room - hanging }).map((line, index) =>
      index === 0 ? line : ' '.repeat(hanging) + line,
    ),
  );
  const gap = tags.length > 0 && doc.style.gap ? [''] : [];
  const inner = [...wrapWords(summary, widths), ...gap, ...tagged];
  return ['/**', ...inner.map((line) => (line === '' ? ' *' : ` * ${line}`)), ' */'];
}
