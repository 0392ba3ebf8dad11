import { splitSentences } from '../split-sentences.ts';
import { plainVerb, withMood } from '../verb-mood.ts';
import { wrapWords } from '../wrap-words.ts';
import { roomFor, type DocToRender } from './doc-to-render.ts';

/**
 * A docstring by PEP 257: a summary of one line, a blank line, the rest; raw where it holds a backslash.
 * The second sentence of a summary, or the second half of a long one, is a paragraph of its own.
 */
export function renderDocstring(doc: DocToRender): string[] {
  const { parts, style } = doc;
  const [summary, description] = splitSummary(parts.summary, roomFor(doc, '"""'.length));
  const sections = renderSections(doc);
  const paragraphs = [
    ...(description === '' ? [] : [wrap(doc, description, '')]),
    ...(style.sections === 'rest' ? (sections.length === 0 ? [] : [sections.flat()]) : sections),
  ];
  const rest = paragraphs.flatMap((lines) => ['', ...lines]);
  const isRaw = [summary, ...rest].some((line) => line.includes('\\'));
  const open = isRaw ? 'r"""' : '"""';
  const isShort = rest.length === 0 && !/["\\]$/.test(summary);
  // Formatters and linters want a blank line between the docstring of a class and its members.
  const gap = doc.declaration.kind === 'class' && !doc.place.aboveBlank ? [''] : [];
  return [...(isShort ? [`${open}${summary}"""`] : [open + summary, ...rest, '"""']), ...gap];
}

/** A summary that is too long for its line is parted where its second half can stand alone. */
function splitSummary(text: string, room: number): readonly [string, string] {
  const [first = '', ...others] = splitSentences(text);
  const description = others.join(' ');
  if (Array.from(first).length <= room - '"""'.length) return [first, description];
  const cuts = [...first.matchAll(/,? and then (?=(\w+))|,? and (?=(\w+))|; (?=(\w))/g)];
  for (const { 0: link, 1: then, 2: and, index } of cuts.toReversed()) {
    const verb = then ?? and;
    if (index >= room || (verb !== undefined && plainVerb(verb.toLowerCase()) === undefined)) continue;
    const second = first.slice(index + link.length);
    const told = verb === undefined ? second : withMood(second, 'imperative');
    return [`${first.slice(0, index)}.`, `${told[0]?.toUpperCase()}${told.slice(1)} ${description}`.trim()];
  }
  return [first, description];
}

/** Lines of a paragraph, each with `lead` before it. */
function wrap(doc: DocToRender, text: string, lead: string): string[] {
  const room = roomFor(doc, lead.length);
  return wrapWords(text, { first: room, rest: room }).map((line) => lead + line);
}

interface Entry {
  readonly head: string;
  readonly text: string;
}

function renderSections(doc: DocToRender): string[][] {
  const { parts, style, declaration } = doc;
  const params = parts.params.map(({ name, text }) => ({ head: name, text }));
  const throws = parts.throws
    .filter(({ type }) => type !== '')
    .map(({ type, text }) => ({ head: type, text }));
  const result = parts.returns === '' ? [] : [{ head: '', text: parts.returns }];
  const lists: readonly (readonly [keyof (typeof titles)['google'], readonly Entry[]])[] = [
    ['params', params],
    [declaration.yields ? 'yields' : 'returns', result],
    ['throws', throws],
  ];
  return lists.flatMap(([kind, entries]) => {
    if (entries.length === 0) return [];
    const title = titles[style.sections][kind];
    return [sectionOf[style.sections](doc, title, entries)];
  });
}

const titles = {
  google: { params: 'Args', returns: 'Returns', yields: 'Yields', throws: 'Raises' },
  numpy: { params: 'Parameters', returns: 'Returns', yields: 'Yields', throws: 'Raises' },
  rest: { params: 'param', returns: 'returns', yields: 'yields', throws: 'raises' },
} as const;

type Section = (doc: DocToRender, title: string, entries: readonly Entry[]) => string[];

const sectionOf: Readonly<Record<keyof typeof titles, Section>> = {
  google: (doc, title, entries) => [
    `${title}:`,
    ...entries.flatMap(({ head, text }) => {
      const room = roomFor(doc, 4);
      const widths = { first: room, rest: head === '' ? room : room - 4 };
      const [first = '', ...more] = wrapWords(head === '' ? text : `${head}: ${text}`, widths);
      return [`    ${first}`, ...more.map((line) => (head === '' ? '    ' : '        ') + line)];
    }),
  ],
  numpy: (doc, title, entries) => [
    title,
    '-'.repeat(title.length),
    // What has no name has none here either: a section of one paragraph.
    ...entries.flatMap(({ head, text }) =>
      head === '' ? wrap(doc, text, '') : [head, ...wrap(doc, text, '    ')],
    ),
  ],
  rest: (doc, title, entries) =>
    entries.flatMap(({ head, text }) => {
      const room = roomFor(doc, 0);
      const field = `:${head === '' ? title : `${title} ${head}`}: ${text}`;
      const [first = '', ...more] = wrapWords(field, { first: room, rest: room - 4 });
      return [first, ...more.map((line) => `    ${line}`)];
    }),
};
