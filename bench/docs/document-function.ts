import { insertAll, type Insertion } from '../../src/docstring/insertion.ts';
import type { DocProse } from '../../src/docstring/prose.ts';
import { documentText, type DocumentedText, type DocumentOptions } from '../../src/review/document-text.ts';
import type { ProsePorts } from '../../src/review/find-prose.ts';
import type { DocSyntax } from '../../src/review/ports.ts';
import type { BareFunction } from './collect-functions.ts';

/** What became of one function. */
export interface Outcome {
  readonly id: string;
  readonly path: string;
  /** What was written, part by part; undefined: nothing. */
  readonly prose: DocProse | undefined;
  /** Why nothing was written; empty: something was. */
  readonly reason: string;
  /** Whether a doc was dropped since it was not proved. */
  readonly isUnproved: boolean;
  /** The file with its new doc. */
  readonly text: string;
  readonly insertion: Insertion | undefined;
}

const notAsked = 'not asked';

/** Runs the engine over one function of a file. */
export async function documentFunction(
  { id, path, text, declaration }: BareFunction,
  options: Pick<DocumentOptions, 'isFiltered' | 'style'>,
  ports: ProsePorts & { readonly syntax: DocSyntax },
): Promise<Outcome> {
  const documented = await documentText(
    { path, text },
    { scope: 'public', added: [declaration.lines], runtimeDocs: false, ...options },
    {
      ...ports,
      describe: async (code) =>
        code.declaration.span.start === declaration.span.start ? ports.describe(code) : { failure: notAsked },
    },
  );
  const [insertion] = documented?.insertions ?? [];
  return {
    id,
    path,
    prose: documented?.written[0]?.prose,
    reason: insertion === undefined ? whyNot(documented) : '',
    isUnproved: (documented?.unproved.length ?? 0) > 0,
    text: insertAll(text, documented?.insertions ?? []),
    insertion,
  };
}

function whyNot(documented: DocumentedText | undefined): string {
  if (documented === undefined) return 'the file was skipped';
  const { unsaid, unproved, unanswered } = documented;
  const reasons = [...unsaid, ...unproved, ...unanswered].map(({ reason }) => reason);
  return reasons.find((reason) => reason !== notAsked) ?? 'it was not chosen';
}
