import type { DocTable } from './languages/doc-table.ts';

/** What a doc says it documents. */
export interface DocTags {
  /** Documented parameters in order, without stars, brackets and types; `options.size` for a part of one. */
  readonly params: readonly string[];
  readonly hasReturns: boolean;
  /** Whether it documents parameters, results or errors at all. */
  readonly hasTags: boolean;
  /** It takes its text from elsewhere, or types instead of a comment: nothing is missing. */
  readonly isElsewhere: boolean;
}

/** Reads the tags or sections of a doc. Prose alone gives none. */
export function readTags(lines: readonly string[], table: DocTable): DocTags {
  return readers[table.form](lines);
}

const none: DocTags = { params: [], hasReturns: false, hasTags: false, isElsewhere: false };

const readers: Readonly<Record<DocTable['form'], (lines: readonly string[]) => DocTags>> = {
  jsdoc: (lines) => readBlockTags(lines),
  javadoc: (lines) => readBlockTags(lines),
  docstring: (lines) => readSections(lines),
  xmldoc: (lines) => readElements(lines.join('\n')),
  rustdoc: (lines) => readRust(lines),
  godoc: () => none,
};

function readBlockTags(lines: readonly string[]): DocTags {
  const text = lines.join('\n');
  const params = [...text.matchAll(paramTag)].flatMap(([, optional, name]) => optional ?? name ?? []);
  const hasReturns = /^\s*@(?:returns?|yields?)\b/m.test(text) || /\{@return\b/.test(text);
  const hasThrows = /^\s*@(?:throws|exception)\b/m.test(text);
  return {
    params,
    hasReturns,
    hasTags: params.length > 0 || hasReturns || hasThrows,
    isElsewhere:
      /@(?:inheritdoc|override|see\s*$|type|typedef|callback|overload|implements|copyDoc)\b/im.test(text),
  };
}

/** `@param {Type} [name=default] text`; types may hold braces. */
const paramTag =
  /^\s*@(?:param|arg|argument)\s+(?:\{(?:[^{}]|\{[^{}]*\})*\}\s*)?(?:\[\s*([\w$.]+)[^\]]*\]|([\w$]+(?:\.[\w$]+)*))/gm;

function readElements(text: string): DocTags {
  const params = [...text.matchAll(/<param\s+name\s*=\s*["']([^"']+)["']/g)].map(([, name = '']) => name);
  const hasReturns = /<(?:returns|value)\b/.test(text);
  return {
    params,
    hasReturns,
    hasTags: params.length > 0 || hasReturns || /<exception\b/.test(text),
    isElsewhere: /<(?:inheritdoc|include)\b/.test(text),
  };
}

function readRust(lines: readonly string[]): DocTags {
  const start = lines.findIndex((line) => /^#+ (?:Arguments|Parameters)\s*$/.test(line));
  if (start < 0) return none;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.startsWith('#'));
  const items = rest.slice(0, end < 0 ? rest.length : end);
  const params = items.flatMap((line) => /^\s*[*-]\s+`?(?:r#)?(\w+)`?\s*(?:[-–:]|$)/.exec(line)?.[1] ?? []);
  // Rust tells what comes back in its summary: a section of it is no custom to hold anybody to.
  return { params, hasReturns: true, hasTags: params.length > 0, isElsewhere: false };
}

function readSections(lines: readonly string[]): DocTags {
  const text = lines.join('\n');
  const params = [...restParams(text), ...googleParams(lines), ...numpyParams(lines)];
  const hasReturns =
    /^\s*(?:Returns?|Yields?)\s*:\s*$|^\s*(?:Returns?|Yields?): \S/m.test(text) ||
    /^\s*(?:Returns?|Yields?)\n\s*-{3,}/m.test(text) ||
    /^\s*:(?:returns?|rtype|yields?)\b[^:\n]*:/m.test(text);
  const hasRaises =
    /^\s*Raises?\s*:\s*$/m.test(text) || /^\s*Raises\n\s*-{3,}/m.test(text) || /^\s*:raises?\b/m.test(text);
  return {
    params,
    hasReturns,
    hasTags: params.length > 0 || hasReturns || hasRaises,
    isElsewhere: /\bSee (?:base class|parent)\b/i.test(text),
  };
}

function restParams(text: string): string[] {
  const fields = text.matchAll(
    /^\s*:(?:param|parameter|arg|argument|key|keyword)\s+(?:[^:\n]*\s)?\\?\*{0,2}(\w+)\s*:/gm,
  );
  return [...fields].map(([, name = '']) => name);
}

function googleParams(lines: readonly string[]): string[] {
  return sectionsOf(
    lines,
    /^(?:Args|Arguments|Parameters|Keyword Args|Keyword Arguments|Other Parameters)\s*:\s*$/,
  )
    .filter(({ depth, first }) => depth === first)
    .flatMap(
      ({ line }) => /^\s*\\?\*{0,2}(\w+)\s*(?:\([^)]*(?:\([^)]*\)[^)]*)*\))?\s*:/.exec(line)?.[1] ?? [],
    );
}

function numpyParams(lines: readonly string[]): string[] {
  const names: string[] = [];
  lines.forEach((line, index) => {
    const isTitle = /^(?:Other )?Parameters\s*$/.test(line.trim());
    if (!isTitle || !/^\s*-{3,}\s*$/.test(lines[index + 1] ?? '')) return;
    for (const [at, entry] of lines.slice(index + 2).entries()) {
      if (/^-{3,}\s*$/.test(lines[index + 3 + at]?.trim() ?? '')) break;
      if (!/^\S/.test(entry)) continue;
      const head = entry.split(/\s*:/)[0] ?? '';
      for (const name of head.split(',')) names.push(name.trim().replace(/^\\?\*+/, ''));
    }
  });
  return names.filter((name) => /^\w+$/.test(name));
}

interface SectionLine {
  readonly line: string;
  readonly depth: number;
  /** Depth of the first line of its section. */
  readonly first: number;
}

/** The lines that are indented below a title, up to the next one that is not. */
function sectionsOf(lines: readonly string[], title: RegExp): SectionLine[] {
  const found: SectionLine[] = [];
  lines.forEach((head, index) => {
    if (!title.test(head.trim())) return;
    const depth = depthOf(head);
    let first: number | undefined;
    for (const line of lines.slice(index + 1)) {
      if (line.trim() === '') continue;
      if (depthOf(line) <= depth) break;
      first ??= depthOf(line);
      found.push({ line, depth: depthOf(line), first });
    }
  });
  return found;
}

function depthOf(line: string): number {
  return /^\s*/.exec(line)?.[0].length ?? 0;
}
