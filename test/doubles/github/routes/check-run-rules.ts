import type { Fields } from '../read-fields.ts';
import { readFields } from '../read-fields.ts';
import { invalid } from '../reply.ts';
import type { FieldError } from '../reply.ts';
import type { Annotation, CheckAction } from '../state/checks.ts';

export const checkPage = 'checks/runs#create-a-check-run';

/** UTF-16 code units; of a message and of raw details bytes. */
export const checkLimits = {
  annotations: 50,
  annotationBytes: 64 * 1024,
  annotationTitle: 255,
  text: 65_535,
  actions: 3,
  label: 20,
  description: 40,
  identifier: 20,
} as const;

export interface CheckOutput {
  readonly title: string;
  readonly summary: string;
  readonly text: string | null;
  readonly annotations: readonly Annotation[];
}

function fault(field: string, message: string): FieldError {
  return { resource: 'CheckRun', field, code: 'custom', message };
}

/** Refuses with 422 what is longer than its limit. */
function limit(field: string, text: string | undefined, most: number): void {
  if (text !== undefined && text.length > most) {
    throw invalid([fault(field, `${field} is too long (maximum is ${most} characters)`)], checkPage);
  }
}

/** The `output` of a request; undefined: it has none. */
export function readOutput(fields: Fields): CheckOutput | undefined {
  const raw = fields.maybeObject('output');
  if (raw === undefined) return undefined;
  const output = readFields(raw, checkPage);
  const entries = output.maybeList('annotations') ?? [];
  if (entries.length > checkLimits.annotations) {
    throw invalid(
      [fault('annotations', `annotations exceeds a maximum quantity of ${checkLimits.annotations}`)],
      checkPage,
    );
  }
  const [title, summary, text] = [
    output.maybeText('title'),
    output.text('summary'),
    output.maybeText('text'),
  ];
  limit('summary', summary, checkLimits.text);
  limit('text', text, checkLimits.text);
  limit('title', title, checkLimits.text);
  return { title: title ?? '', summary, text: text ?? null, annotations: entries.map(readAnnotation) };
}

function readAnnotation(entry: Record<string, unknown>): Annotation {
  const fields = readFields(entry, checkPage);
  const [startLine, endLine] = [fields.maybeInteger('start_line'), fields.maybeInteger('end_line')];
  const level = fields.maybeOneOf('annotation_level', ['notice', 'warning', 'failure']);
  const [message, title] = [fields.text('message'), fields.maybeText('title') ?? null];
  const rawDetails = fields.maybeText('raw_details') ?? null;
  const startColumn = fields.maybeInteger('start_column') ?? null;
  const endColumn = fields.maybeInteger('end_column') ?? null;
  const path = fields.text('path');
  const refuse = (field: string, said: string): never => {
    throw invalid([fault(`annotations.${field}`, said)], checkPage);
  };
  if (startLine === undefined || endLine === undefined)
    return refuse('start_line', 'start_line and end_line are needed');
  if (level === undefined) return refuse('annotation_level', 'annotation_level is needed');
  if (startLine < 1 || endLine < startLine)
    return refuse('end_line', 'end_line must not come before start_line');
  if (startLine !== endLine && (startColumn !== null || endColumn !== null)) {
    return refuse('start_column', 'columns need start_line and end_line to be the same');
  }
  limit('annotations.title', title ?? undefined, checkLimits.annotationTitle);
  for (const [field, text] of [
    ['message', message],
    ['raw_details', rawDetails ?? ''],
  ] as const) {
    if (Buffer.byteLength(text) > checkLimits.annotationBytes) refuse(field, `${field} exceeds 64 KB`);
  }
  if (message === '') refuse('message', "message can't be blank");
  return { path, startLine, endLine, startColumn, endColumn, level, message, title, rawDetails };
}

/** The `actions` of a request: buttons, at most three; undefined: it has none. */
export function readActions(fields: Fields): CheckAction[] | undefined {
  const entries = fields.maybeList('actions');
  if (entries === undefined) return undefined;
  if (entries.length > checkLimits.actions) {
    throw invalid(
      [fault('actions', `actions exceeds a maximum quantity of ${checkLimits.actions}`)],
      checkPage,
    );
  }
  return entries.map((entry) => {
    const action = readFields(entry, checkPage);
    const [label, description, identifier] = [
      action.text('label'),
      action.text('description'),
      action.text('identifier'),
    ];
    limit('label', label, checkLimits.label);
    limit('description', description, checkLimits.description);
    limit('identifier', identifier, checkLimits.identifier);
    return { label, description, identifier };
  });
}
