/** Source of every table that the build packed; others name their file. */
export const shippedSource = 'shipped with Galley';
