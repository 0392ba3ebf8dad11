import * as z from 'zod';

/** Name of a commit as GitHub tells it: 40 hexadecimal digits. */
export const commitSha = z.string().regex(/^[0-9a-f]{40}$/);
