import type { Reply } from './types.ts';

/** Thrown by handlers: the reply stands in for what they would have sent. */
export class Refusal extends Error {
  readonly reply: Reply;
  constructor(reply: Reply) {
    super(`refused with ${reply.status}`);
    this.reply = reply;
  }
}

const docs = 'https://docs.github.com/rest';

/** An error body as GitHub writes it: `message`, `errors`, `documentation_url`, `status` (a string). */
export function errorReply(
  status: number,
  message: string,
  options: { errors?: readonly unknown[]; page?: string; headers?: Readonly<Record<string, string>> } = {},
): Reply {
  return {
    status,
    ...(options.headers === undefined ? {} : { headers: options.headers }),
    body: {
      message,
      ...(options.errors === undefined ? {} : { errors: options.errors }),
      documentation_url: options.page === undefined ? docs : `${docs}/${options.page}`,
      status: String(status),
    },
  };
}

export const notFound = (page?: string): Refusal =>
  new Refusal(errorReply(404, 'Not Found', page === undefined ? {} : { page }));

/** What GitHub says of a field: `missing_field`, `invalid`, `custom` with a message … */
export interface FieldError {
  readonly resource: string;
  readonly field: string;
  readonly code: 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'unprocessable' | 'custom';
  readonly message?: string;
}

/** 422 with errors that name fields. */
export const invalid = (errors: readonly FieldError[], page?: string): Refusal =>
  new Refusal(errorReply(422, 'Validation Failed', { errors, ...(page === undefined ? {} : { page }) }));

/** 422 with sentences. */
export const unprocessable = (errors: readonly string[], page?: string): Refusal =>
  new Refusal(errorReply(422, 'Unprocessable Entity', { errors, ...(page === undefined ? {} : { page }) }));

export const ok = (body: unknown, headers?: Readonly<Record<string, string>>): Reply => ({
  status: 200,
  body,
  ...(headers === undefined ? {} : { headers }),
});
export const created = (body: unknown): Reply => ({ status: 201, body });
export const noContent = (): Reply => ({ status: 204 });
