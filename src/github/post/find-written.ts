import { parseCommentMarker } from '../comment-format/parse-comment-marker.ts';
import type { PostContext } from './post-context.ts';

/** Fingerprints of the open comments of ours that a review of this head has written. */
export async function findWritten(
  { own, signal }: Pick<PostContext, 'own' | 'signal'>,
  head: string,
): Promise<ReadonlySet<string>> {
  const markers = (await own.comments(signal)).map(({ body }) => parseCommentMarker(body));
  return new Set(
    markers.flatMap((marker) =>
      marker?.head === head && marker.status === 'open' ? [marker.fingerprint] : [],
    ),
  );
}
