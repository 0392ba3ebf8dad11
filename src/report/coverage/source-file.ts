import type { FileChange } from '../../change/change.ts';
import type { CodeFacts } from '../../coverage/code-facts.ts';
import type { FileHits } from '../../coverage/report.ts';

/** A changed file with what is known of it, for outputs that show code or hits. */
export interface SourceFile {
  readonly file: FileChange;
  /** The head file as it is, credentials and all: whoever shows it masks it. Undefined: it was not read. */
  readonly text: string | undefined;
  /** Undefined: nobody knows. */
  readonly hits: FileHits | undefined;
  /** Undefined for a language without a parser. */
  readonly facts: CodeFacts | undefined;
}
