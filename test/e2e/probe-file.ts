/** A probe of an author: two wordings, of which a server may answer only the second sensibly. */
export const pageProbe = `id: page-past-end
category: correctness
severity: error
title: The last page is read twice
message: '\`{COND}\` lets the loop run once more than there are pages. Compare with \`<\`.'
triggers:
  - languages: [typescript]
    rule: { pattern: $COND, kind: binary_expression, inside: { kind: for_statement, stopBy: end } }
    at: COND
questions:
  - Does \`{COND}\` run the loop once too often?
  - Is the bound \`{COND}\` one too high?
bad:
  - language: typescript
    code: |
      for (let page = 0; page <= pages.length; page++) show(pages[page]);
  - language: typescript
    code: |
      for (let at = 0; at <= rows.length; at++) {
        draw(rows[at]);
      }
good:
  - language: typescript
    code: |
      for (let page = 0; page < pages.length; page++) show(pages[page]);
  - language: typescript
    code: |
      for (let at = 0; at < rows.length; at++) {
        draw(rows[at]);
      }
  - language: typescript
    code: |
      for (let at = 0; at < files.length; at++) send(files[at]);
  - language: typescript
    code: |
      for (let at = 0; at < lines.length; at++) print(lines[at]);
`;

/** Probabilities of the first token of an answer. */
export const says = (yes: number): readonly Readonly<Record<string, number>>[] => [{ Yes: yes, No: 1 - yes }];
