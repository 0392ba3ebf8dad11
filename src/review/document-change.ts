import { insertionPatch } from '../docstring/insertion-patch.ts';
import type { Insertion } from '../docstring/insertion.ts';
import type { Finding } from '../finding/finding.ts';
import { addedRuns } from '../rule/added-lines.ts';
import { describeDeclarations, type DescribedBy } from './describe-declarations.ts';
import { docFinding } from './doc-finding.ts';
import type { DocReviewOptions } from './doc-review-options.ts';
import { documentText, signatureOf, type DocumentedText } from './document-text.ts';
import { findDocHits, type DocHit } from './find-doc-hits.ts';
import { mostComments } from './forge-ports.ts';
import { maskChange } from './mask-change.ts';
import { planFiles, prepareFile, readMarks } from './prepare-files.ts';
import type { ReviewOptions, ReviewPorts } from './review-options.ts';
import { suggestInsertedDoc } from './suggest-doc.ts';

export interface DocumentChangeOptions extends Pick<
  ReviewOptions,
  'exclude' | 'maxFileBytes' | 'promptTokens' | 'replyTokens'
> {
  readonly docs: Omit<DocReviewOptions, 'find'>;
}

export interface DocumentChangePorts extends Pick<
  ReviewPorts,
  'source' | 'blobs' | 'syntax' | 'docSyntax' | 'model' | 'cache' | 'signal'
> {
  /** Why nothing more is to be asked; empty while there is time. */
  readonly stopReason: () => string;
}

/** Docs for what a Change adds without one. */
export interface DocumentedChange {
  /** Declarations of the change that want a doc. */
  readonly undocumented: number;
  /** With Suggestions, at lines that the diff shows; at most `mostComments`. */
  readonly findings: readonly Finding[];
  /** The others, as a diff for `git apply`; empty: none. */
  readonly patch: string;
  /** Docs in the patch. */
  readonly patched: number;
  /** Those left without one, why, and how many for each reason. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
}

/**
 * Documents the Declarations that a Change adds or whose head it changes, where they have no doc. Each doc is proved to add
 * a comment and nothing else. Nothing of the head is read but as data.
 *
 * Throws GalleyError where the change cannot be read, or no model answers.
 */
export async function documentChange(
  options: DocumentChangeOptions,
  ports: DocumentChangePorts,
): Promise<DocumentedChange> {
  const hits = await findUndocumented(options, ports);
  if (hits.length === 0) return { undocumented: 0, findings: [], patch: '', patched: 0, reasons: [] };
  const describing = await openDescribing(options, ports);
  const found = startCollecting();
  for (const own of byFile(hits)) {
    const documented = await documentHits(own, options, ports, describing);
    if (documented === undefined) for (const _ of own) found.leave('it could not be parsed');
    else collect(own, documented, found);
  }
  return { undocumented: hits.length, ...found.result() };
}

async function findUndocumented(
  { docs, ...options }: DocumentChangeOptions,
  { source, blobs, syntax, docSyntax, signal }: DocumentChangePorts,
): Promise<readonly DocHit[]> {
  const { maxFileBytes } = options;
  const { change } = maskChange(await source.read(signal, maxFileBytes));
  const input = { options, blobs, syntax, isParsed: () => false, findHits: async () => [] };
  const files = [];
  for (const planned of planFiles(change, await readMarks(change, blobs), input))
    files.push(await prepareFile(planned, input));
  const all = { ...docs, find: 'all' } as const;
  const { hits } = await findDocHits(files, all, { syntax: docSyntax, blobs, maxFileBytes });
  return hits.filter(({ stale }) => stale.length === 0);
}

async function openDescribing(
  { promptTokens, replyTokens }: DocumentChangeOptions,
  { model, cache, signal, stopReason }: DocumentChangePorts,
): Promise<DescribedBy> {
  if (model === undefined) return describeDeclarations(undefined, stopReason);
  const card = await model.describe(signal);
  const asking = { model, card, cache, promptTokens, replyTokens, signal, onCall: () => {} };
  return describeDeclarations(asking, stopReason);
}

function byFile(hits: readonly DocHit[]): readonly (readonly DocHit[])[] {
  const files = new Map<DocHit['prepared'], DocHit[]>();
  for (const hit of hits) files.set(hit.prepared, [...(files.get(hit.prepared) ?? []), hit]);
  return [...files.values()];
}

/** All declarations of one file at once: their docs are proved together. */
async function documentHits(
  own: readonly DocHit[],
  { docs }: DocumentChangeOptions,
  { docSyntax: syntax }: DocumentChangePorts,
  { describe, confirm }: DescribedBy,
): Promise<DocumentedText | undefined> {
  const [first] = own;
  if (first === undefined) return undefined;
  const { text, prepared } = first;
  const places = new Set(own.map(({ declaration }) => declaration.span.start));
  const { path } = prepared.file;
  return documentText(
    { path, text },
    { ...docs, added: addedRuns(prepared.file) },
    {
      syntax,
      confirm,
      describe: async (code) =>
        places.has(code.declaration.span.start) ? describe(code) : { failure: notMeant },
    },
  );
}

const notMeant = 'another declaration';

function collect(own: readonly DocHit[], documented: DocumentedText, found: Collecting): void {
  const { insertions, written, unsaid, unproved, unanswered } = documented;
  for (const [index, doc] of insertions.entries()) {
    const signature = written[index]?.signature;
    const hit = own.find(
      ({ text, declaration }) =>
        declaration.symbol === doc.symbol && signatureOf(text, declaration) === signature,
    );
    if (hit !== undefined) found.add(hit, doc);
  }
  for (const { reason } of [...unsaid, ...unproved, ...unanswered])
    if (reason !== notMeant) found.leave(reason);
}

interface Collecting {
  add(hit: DocHit, doc: Insertion): void;
  leave(reason: string): void;
  result(): Omit<DocumentedChange, 'undocumented'>;
}

/** A patch beyond that is no reading for anybody, in characters. */
const mostPatch = 30_000;

function startCollecting(): Collecting {
  const findings: Finding[] = [];
  const patches = new Map<DocHit['prepared'], { text: string; docs: Insertion[] }>();
  const reasons = new Map<string, number>();
  const leave = (reason: string): void => void reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return {
    leave,
    add(hit, doc) {
      const finding = docFinding(hit);
      const suggested =
        finding !== undefined && findings.length < mostComments && suggestInsertedDoc(finding, hit, doc);
      if (suggested) return void findings.push(suggested);
      const { text, prepared } = hit;
      const why = whyNoPatch(text, doc, prepared.file.path);
      if (why !== undefined) return leave(why);
      const known = patches.get(prepared) ?? { text, docs: [] };
      known.docs.push(doc);
      patches.set(prepared, known);
    },
    result() {
      let patch = '';
      let patched = 0;
      for (const [{ file }, { text, docs }] of patches) {
        const lines = insertionPatch(file.path, text, docs).map((line) => `${line}\n`);
        const whole = patch + lines.join('');
        if (whole.length > mostPatch) docs.forEach(() => leave('the patch is long enough'));
        else [patch, patched] = [whole, patched + docs.length];
      }
      return {
        ...{ findings, patch, patched },
        reasons: [...reasons].map(([reason, count]) => ({ reason, count })),
      };
    },
  };
}

/** A patch is copied out of a comment, where line ends and what cannot be seen do not survive. */
function whyNoPatch(text: string, { at }: Insertion, path: string): string | undefined {
  const below = /^[^\n]*/.exec(text.slice(at))?.[0] ?? '';
  if (below.includes('[masked:')) return 'a credential stands beside it';
  if (text.includes('\r')) return 'its file has line ends that a patch in a comment would lose';
  return /^[\x20-\x7e]+$/.test(path) && !/["\\]/.test(path) ? undefined : 'its path cannot stand in a patch';
}
