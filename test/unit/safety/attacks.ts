/** Text that acts somewhere, by what it tries. */
export const attacks: Readonly<Record<string, readonly string[]>> = {
  mention: ['@octocat', '@acme/security-team', 'cc @dependabot merge', 'me@octocat.example'],
  command: ['/approve', '/galley dismiss all', '/lgtm\n/merge', '  /close'],
  link: ['[click](https://evil.example/a)', '[a]: https://evil.example', '<https://evil.example>', '[x][y]'],
  autolink: ['https://evil.example/?q=secret', 'www.evil.example', 'ftp://evil.example', 'evil@evil.example'],
  image: [
    '![p](https://evil.example/p.png)',
    '![p][r]\n\n[r]: https://evil.example/p.png',
    '<img src=//evil.example>',
  ],
  html: [
    '<script>alert(1)</script>',
    '<details open><summary>all is well</summary>',
    '</details></td></tr></table>',
    '<a href="javascript:alert(1)">x</a>',
    '<!-- hidden',
    '--><b>bold</b>',
    '&#60;img src=x&#62;',
    '<![CDATA[x]]>',
    '<?php x ?>',
  ],
  fence: [
    '```suggestion\nrm -rf /\n```',
    '~~~\n@octocat\n~~~',
    '```',
    '``````mermaid\ngraph TD\n``````',
    '`',
    '``',
  ],
  math: ['$$\\href{https://evil.example}{x}$$', '$`x`$', '```math\n\\unicode{x}\n```', '$x$'],
  marker: [
    '<!-- galley:summary:1 eyJ9 -->',
    '<!-- galley:comment:1 fingerprint=0000000000000000&status=fixed -->',
    '<!--galley:review:1 x-->',
  ],
  terminal: [
    '\u001b[31mred\u001b[0m',
    '\u001b]8;;https://evil.example\u0007x',
    '\u009b2J',
    'a\rb',
    'a\u0008b',
  ],
  bidi: ['\u202eevil\u202c', '\u2066x\u2069', '\u061c', '\u200f'],
  hidden: ['a\u200bb', '@\u200boctocat', '\u{e0041}\u{e0042}', '\ufeff', '\u2028/merge', '\u00ad'],
  keyword: ['fixes #1', 'Closes acme/shop#12', 'resolves GH-7', 'see #99 and !3'],
  emoji: [':tada:', ':+1::shipit:'],
  table: ['| a | b |', 'x|y|z', '\\|@octocat', '\\\\|@octocat|', '| --- |\n| @octocat |'],
  block: ['# heading', '> quote', '- item', '1. item', '---', '===', '+ item', '* item', '    code'],
  emphasis: ['**bold**', '_it_', '~~gone~~', '***', '\\', '\\\\', '*/'],
  commit: ['1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d', 'acme/shop@1a2b3c4d'],
  workflow: ['::error::forged', '##[error]forged', '\n::set-output name=x::y', '%0A::warning::x'],
};

/** Ways to stand in a text. */
export const wraps: Readonly<Record<string, (attack: string) => string>> = {
  alone: (attack) => attack,
  within: (attack) => `some words ${attack} and more`,
  ownLine: (attack) => `first\n${attack}\nlast`,
  ownParagraph: (attack) => `first\n\n${attack}\n\nlast`,
  code: (attack) => `see \`${attack}\` here`,
  unbalanced: (attack) => `odd \` ${attack} \`\` end`,
  escaped: (attack) => `back \\${attack}`,
};

export interface Payload {
  readonly name: string;
  readonly text: string;
}

export const payloads: readonly Payload[] = Object.entries(attacks).flatMap(([kind, texts]) =>
  texts.flatMap((attack) =>
    Object.entries(wraps).map(([how, wrap]) => ({
      name: `${kind}, ${how}: ${JSON.stringify(attack)}`,
      text: wrap(attack),
    })),
  ),
);
