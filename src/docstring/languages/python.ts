import type { DocTable } from './doc-table.ts';
import { taskLabels } from './comment-marks.ts';
import { usualStyle } from './usual-style.ts';

export const pythonTable: DocTable = {
  language: 'python',
  form: 'docstring',
  comment: 'docstring',
  docMark: undefined,
  directives: [
    /^#\s*(?:type|mypy|pyright|pylint|pyre-\w+|fmt|isort|yapf|ruff|flake8|pragma|pycln|coverage|beartype)\s*:/i,
    /^#\s*(?:noqa|nosec|nosemgrep|pyre-(?:fixme|ignore)|codespell:|cspell:|autopep8:|NOSONAR|noinspection)\b/i,
  ],
  boundaries: [/^#[^\p{L}\p{N}]{3,}$/u, /^#\s*(?:end)?region\b/, /^#!/, /^#.*coding[:=]/, /^#\s*%%/],
  // A doctest runs; a directive of reStructuredText may run, include a file or mark what it documents. A backslash escapes
  // what it should not where the string is not raw: `\N{` is a syntax error that no tree shows.
  banned: />>>|^\s*"""[^\\]*\\|^\s*(?:r?""")?\s*(?:\.\. \w|:(?:type|rtype|meta|no-index)\b[^:\n]*:)/m,
  labels: [
    ...taskLabels,
    ...'Args Arguments Attributes Attention Caution Danger Error Hint Important Methods Note Notes Parameters Params'.split(
      ' ',
    ),
    ...'Other Keyword Raises Return Returns Receives References See Short Tip Usage Warn Warning Warnings Warns Yield Yields'.split(
      ' ',
    ),
  ],
  params: 'whole',
  mood: 'imperative',
  columns: false,
  style: { ...usualStyle, width: 88, shape: 'one-line' },
};
