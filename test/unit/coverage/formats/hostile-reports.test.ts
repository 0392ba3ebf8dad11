import { describe, expect, test } from 'vitest';
import { detectFormat } from '../../../../src/coverage/formats/detect-format.ts';
import { readIstanbul } from '../../../../src/coverage/formats/read-istanbul.ts';
import { readPack } from '../../../../src/coverage/formats/read-pack.ts';
import { readReport, type PlainFormat } from '../../../../src/coverage/formats/read-report.ts';
import { limitBytes, reportLimits } from '../../../../src/coverage/formats/report-input.ts';
import { readV8 } from '../../../../src/coverage/formats/read-v8.ts';
import { collect, inPieces, wantsAll } from './report-bytes.ts';

type Reader = (text: string) => Promise<unknown>;

const plain =
  (format: PlainFormat): Reader =>
  (text) =>
    readReport(format, inPieces(text), wantsAll);
const istanbul: Reader = (text) => collect(readIstanbul(inPieces(text), wantsAll));

const manyLines = Array.from({ length: reportLimits.items + 2 }, (_, index) => `DA:${index + 1},1\n`).join(
  '',
);
/** Well formed, so that nothing but its depth speaks against it. */
const deep = (open: string, inner: string, close: string, times = 100_000): string =>
  open.repeat(times) + inner + close.repeat(times);
const file = { path: 'a', statementMap: {}, fnMap: {}, branchMap: {}, s: {}, f: {}, b: {} };

describe('is refused, at once and with its name', () => {
  test.each<[string, Reader, string]>([
    ['JSON that is nested too deep', istanbul, `{"a":${deep('[', '', ']')}}`],
    [
      'the same in what nobody wants',
      (text) => readV8(inPieces(text), wantsAll),
      `{"result":[],"x":${deep('{"a":', '1', '}')}}`,
    ],
    ['the same where files are looked for', plain('coverage.py'), `{"files":${deep('{"a":', '1', '}')}}`],
    ['the same of llvm-cov', plain('llvm-cov'), `{"data":${deep('[', '', ']')}}`],
    [
      'the same of a pack',
      (text) => readPack(inPieces(text), wantsAll),
      `{"galleyCoverage":1,"notes":${deep('[', '', ']')}}`,
    ],
    ['XML that is nested too deep', plain('cobertura'), `<coverage>${deep('<a>', '', '</a>')}</coverage>`],
    [
      'entities of entities',
      plain('cobertura'),
      `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><coverage><sources><source>&b;</source></sources></coverage>`,
    ],
    [
      'a file that an entity names',
      plain('jacoco'),
      `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><report name="&a;"></report>`,
    ],
    ['a line without an end', plain('lcov'), `SF:${'a'.repeat(17 * 1024 ** 2)}`],
    ['a tag without an end', plain('cobertura'), `<coverage a="${'a'.repeat(17 * 1024 ** 2)}`],
    ['one file larger than is read', istanbul, `{"a":"${'a'.repeat(17 * 1024 ** 2)}"}`],
    ['more lines than are read', plain('lcov'), `SF:a\n${manyLines}end_of_record\n`],
    [
      'numbers without an end',
      istanbul,
      JSON.stringify({ a: { ...file, s: { 0: 1 } } }).replace(':1}', ':1e999}'),
    ],
    ['counts below nothing', istanbul, JSON.stringify({ a: { ...file, s: { 0: -1 } } })],
    [
      'a comment that hides an end',
      plain('jacoco'),
      '<report><class name="x"><!-- </class> --></class></report>',
    ],
  ])(
    '%s',
    async (_name, read, text) => {
      await expect(read(text)).rejects.toMatchObject({ code: 'broken-report' });
    },
    5000,
  );
  test.each<[string, Reader, string]>([
    ['JSON', istanbul, `{"a":${deep('[', '', ']')}}`],
    ['XML', plain('cobertura'), `<coverage>${deep('<a>', '', '</a>')}</coverage>`],
  ])('%s that is nested too deep is told so', async (_name, read, text) => {
    await expect(read(text)).rejects.toMatchObject({
      why: expect.stringContaining('nested too deep') as string,
    });
  });
  test('a report without an end', async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      const piece = new Uint8Array(64 * 1024 ** 2);
      for (;;) yield piece;
    }
    await expect(collect(limitBytes(endless(), 'x'))).rejects.toMatchObject({ code: 'broken-report' });
  });
});

test('keys that mean something to JavaScript are names like others', async () => {
  const text = `{"__proto__":${JSON.stringify({ ...file, path: '__proto__' })},"constructor":${JSON.stringify(file)}}`;
  const found = await collect(readIstanbul(inPieces(text), wantsAll));
  expect(found.map(({ path }) => path)).toEqual(['__proto__', 'a']);
  expect(Object.keys(Object.prototype)).toEqual([]);
  const lcov = await readReport(
    'lcov',
    inPieces('SF:__proto__\nDA:1,1\n__proto__:1\nend_of_record\n'),
    wantsAll,
  ).catch((error: unknown) => error);
  expect(lcov).toMatchObject({ code: 'broken-report' });
  const xml =
    '<coverage><packages><package><classes><class filename="__proto__"><lines><line number="1" hits="1" __proto__="x"/></lines></class></classes></package></packages></coverage>';
  expect((await readReport('cobertura', inPieces(xml), wantsAll)).files.map(({ path }) => path)).toEqual([
    '__proto__',
  ]);
});

test.each([
  ['{"/a/b.js":{"path"', 'istanbul'],
  ['\uFEFF {\n "/a":', 'istanbul'],
  ['{}', 'istanbul'],
  ['{"result":[', 'v8'],
  ['{"data":[', 'llvm-cov'],
  ['{"meta": {', 'coverage.py'],
  ['{"galleyCoverage":1', 'pack'],
  ['TN:\nSF:a', 'lcov'],
  ['# made by hand\nSF:a', 'lcov'],
  ['mode: atomic\n', 'go'],
  ['<?xml version="1.0"?><!DOCTYPE report PUBLIC "x" "y"><report name="x">', 'jacoco'],
  ['<?xml version="1.0"?>\n<!-- x -->\n<coverage line-rate="1">', 'cobertura'],
  ['<?xml version="1.0"?><coverage generated="1" clover="3.2.0">', undefined],
  ['<html>', undefined],
  ['[1]', undefined],
  ['PK\x03\x04', undefined],
  ['', undefined],
])('%j is %s', (start, format) => {
  expect(detectFormat(start)).toBe(format);
});
