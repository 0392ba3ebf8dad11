import { GalleyError } from '../../errors.ts';

/** What is wrong with an image, as a sentence that who asks for tests may read, and what its operator can do. */
export function imageError(why: string, todo: string): GalleyError {
  return new GalleyError('image-unusable', { what: 'The image cannot be used', why, todo });
}

/** The one way to make an archive again that fits all cases. */
export const saveAgain =
  'docker save IMAGE -o NAME.tar, of one image for this machine, without compressing the file';
