/** Every output of `galley coverage`, in the order in which help texts list them. */
export const coverageFormats = ['pretty', 'json', 'markdown', 'github', 'html', 'lcov'] as const;
export type CoverageFormat = (typeof coverageFormats)[number];
