import { describe, expect, it } from 'vitest';
import { onlyThrows } from '../../../src/docstring/only-throws.ts';
import { makeDeclaration } from './make-declaration.ts';

function check(head: string, body: string): boolean {
  const signature = { start: 0, end: head.length };
  return onlyThrows(
    head + body,
    makeDeclaration({ signature, span: { start: 0, end: (head + body).length } }),
  );
}

describe('onlyThrows', () => {
  it.each([
    ['offset(ts)', ' {\n    throw new ZoneIsAbstractError();\n  }'],
    ['const offset = (ts)', ' => { throw new Error("not here"); }'],
    ['def offset(self)', ':\n        raise NotImplementedError'],
    ['def offset(self)', ':\n        raise NotImplementedError(\n            "offset"\n        )\n'],
    ['func (z Zone) Offset() int', ' {\n\tpanic("not implemented")\n}'],
    ['fn offset(&self) -> i32', ' { todo!() }'],
    ['int Offset()', ' => throw new NotImplementedException();'],
  ])('%s%s', (head, body) => {
    expect(check(head, body)).toBe(true);
  });

  it.each([
    ['offset(ts)', ' {\n    if (ts < 0) throw new RangeError();\n    return ts;\n  }'],
    ['offset(ts)', ' {\n    throw lookUp(ts);\n    return ts;\n  }'],
    ['offset(ts)', ': number;'],
    ['offset(ts)', ' {}'],
    ['def offset(self)', ':\n        raise_flag()\n'],
    ['def offset(self)', ':\n        raise Stop\n        self.go()\n'],
  ])('not %s%s', (head, body) => {
    expect(check(head, body)).toBe(false);
  });
});
