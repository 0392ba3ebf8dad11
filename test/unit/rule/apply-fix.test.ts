import { describe, expect, it } from 'vitest';
import { applyFix } from '../../../src/rule/apply-fix.ts';
import type { SyntaxMatch } from '../../../src/rule/syntax-rule.ts';

/** The match of `part` in `text`, with captures given by their text. */
function matchOf(text: string, part: string, captures: Record<string, string> = {}): SyntaxMatch {
  const at = (inner: string, from = 0) => {
    const start = text.indexOf(inner, from);
    if (start < 0) throw new Error(`no ${inner}`);
    const end = start + inner.length;
    const line = (offset: number): number => text.slice(0, offset).split('\n').length;
    return { start, end, startLine: line(start), endLine: line(end) };
  };
  const whole = at(part);
  return {
    ...whole,
    captures: Object.fromEntries(
      Object.entries(captures).map(([name, inner]) => [name, { ...at(inner, whole.start), text: inner }]),
    ),
    transformed: { MADE: 'made' },
  };
}

describe('applyFix', () => {
  it('names the changed lines and what stands in their place', () => {
    const text = 'a();\nfor (let i = 0; i <= xs.length; i++) {\n  b();\n}\n';
    const fixed = applyFix(text, '$I < $XS.length', matchOf(text, 'i <= xs.length', { I: 'i', XS: 'xs' }));
    expect(fixed).toEqual({
      text: 'a();\nfor (let i = 0; i < xs.length; i++) {\n  b();\n}\n',
      lines: { first: 2, last: 2 },
      replacement: 'for (let i = 0; i < xs.length; i++) {',
    });
  });

  it('fills variables, lists, transformed ones and those that captured nothing', () => {
    const text = 'foo(1, 2)';
    const match = matchOf(text, 'foo(1, 2)', { ARGS: '1, 2' });
    expect(applyFix(text, 'bar($$$ARGS, $MADE$NONE)', match)?.text).toBe('bar(1, 2, made)');
  });

  it('does not read dollars in what was captured', () => {
    const text = "f('$1 $& $A')";
    expect(applyFix(text, 'g($A)', matchOf(text, text, { A: "'$1 $& $A'" }))?.text).toBe("g('$1 $& $A')");
  });

  it('indents lines of the template and of a captured block', () => {
    const text = '  {\n    run(() => {\n      a();\n    });\n  }\n';
    const match = matchOf(text, 'run(() => {\n      a();\n    })', { F: '() => {\n      a();\n    }' });
    const fixed = applyFix(text, 'try {\n  run($F)\n} finally {}', match);
    expect(fixed?.text).toBe(
      '  {\n    try {\n      run(() => {\n        a();\n      })\n    } finally {};\n  }\n',
    );
    expect(fixed?.lines).toEqual({ first: 2, last: 4 });
  });

  it('keeps CRLF and tabs', () => {
    const text = 'x;\r\n\tfoo(1);\r\ny;\r\n';
    const fixed = applyFix(text, 'bar(\n\t$A\n)', matchOf(text, 'foo(1)', { A: '1' }));
    expect(fixed?.text).toBe('x;\r\n\tbar(\r\n\t\t1\r\n\t);\r\ny;\r\n');
    expect(fixed?.replacement).toBe('\tbar(\r\n\t\t1\r\n\t);');
  });

  it('takes a line away that it leaves blank', () => {
    const text = 'a();\n  debugger;\nb();\n';
    const fixed = applyFix(text, '', matchOf(text, 'debugger;'));
    expect(fixed).toEqual({ text: 'a();\nb();\n', lines: { first: 2, last: 2 }, replacement: '' });
  });

  it('shows an inserted line with the line before it', () => {
    const text = 'a();\nb();\n';
    const fixed = applyFix(text, 'b();\nc();', matchOf(text, 'b();'));
    expect(fixed).toEqual({
      text: 'a();\nb();\nc();\n',
      lines: { first: 2, last: 2 },
      replacement: 'b();\nc();',
    });
    const before = applyFix(text, 'z();\na();', matchOf(text, 'a();'));
    expect(before).toEqual({
      text: 'z();\na();\nb();\n',
      lines: { first: 1, last: 1 },
      replacement: 'z();\na();',
    });
  });

  it('is undefined when nothing changes', () => {
    expect(applyFix('foo(1)', 'foo($A)', matchOf('foo(1)', 'foo(1)', { A: '1' }))).toBeUndefined();
  });
});
