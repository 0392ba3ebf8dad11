/** Node types of comments. */
export const rustComments: readonly string[] = ['line_comment', 'block_comment'];
