import * as z from 'zod';

/** Null where the account was deleted. */
const user = z.object({ login: z.string(), type: z.string().optional() }).nullable();

/** A comment on the pull request as a whole. */
export const issueCommentSchema = z.object({
  id: z.int(),
  html_url: z.string(),
  body: z.string().nullish(),
  user,
});
export type IssueComment = z.infer<typeof issueCommentSchema>;

/** A comment on a line or a file. */
export const reviewCommentSchema = z.object({
  ...issueCommentSchema.shape,
  path: z.string(),
  /** Of a reply: the first comment of its thread. */
  in_reply_to_id: z.int().nullish(),
  reactions: z.object({ '-1': z.int().optional() }).nullish(),
});
export type ReviewComment = z.infer<typeof reviewCommentSchema>;

export const reactionSchema = z.object({ content: z.string(), user });

export type Account = z.infer<typeof user>;

/** Bots neither answer nor dismiss: what they write may be somebody else's words. */
export function isPerson(account: Account): account is NonNullable<Account> {
  return account !== null && account.type !== 'Bot' && !account.login.endsWith('[bot]');
}

/** Names of accounts differ by more than case. */
export function isSameLogin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
