import { readFileSync } from 'node:fs';
import type { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { Format } from '../../../src/report/format.ts';
import { renderReport } from '../../../src/report/render-report.ts';
import type { Review } from '../../../src/review/review.ts';
import { review } from './arbitrary-review.ts';
import { context, incompleteReview, makeReview, sampleFinding } from './sample-review.ts';

const schemas = 'test/fixtures/schemas';
const read = (name: string): object => JSON.parse(readFileSync(`${schemas}/${name}`, 'utf8')) as object;

function draft04(name: string): ReturnType<Ajv['compile']> {
  const ajv = new AjvDraft04.default({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(read(name));
}

const validators: readonly (readonly [Format, () => ReturnType<Ajv['compile']>])[] = [
  ['sarif', () => draft04('sarif-schema-2.1.0.json')],
  ['rdjson', () => draft04('rdjson-diagnostic-result.json')],
  ['gitlab', () => new Ajv2020({ allErrors: true }).compile(read('gitlab-code-quality.json'))],
];

describe.each(validators)('%s', (format, compile) => {
  it('fits its schema for any review', async () => {
    const validate = compile();
    expect(validate({ version: 'no', diagnostics: 1 }), 'the schema can fail').toBe(false);
    const runs = async (any: Review): Promise<void> => {
      const text = await renderReport(format, any, { ...context, root: '/home/a b/repo' });
      expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
      expect(text.endsWith('\n')).toBe(true);
    };
    await fc.assert(fc.asyncProperty(review, runs), { numRuns: 200, seed: 3 });
  });
});

describe.each([
  ['junit', 'junit.xsd'],
  ['checkstyle', 'checkstyle.xsd'],
] as const)('%s', (format, schema) => {
  it('is well-formed and fits its schema for any review', async () => {
    const samples = [makeReview(), incompleteReview(), ...fc.sample(review, { numRuns: 80, seed: 4 })];
    const texts = await Promise.all(samples.map((any) => renderReport(format, any, context)));
    const result = await validateXML({
      xml: texts.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
      schema: [readFileSync(`${schemas}/${schema}`, 'utf8')],
    });
    expect(result.errors).toEqual([]);
  });

  it('keeps text that XML would change', async () => {
    const path = 'a\n<b>&"\t\'.ts';
    const finding = { ...sampleFinding, anchor: { ...sampleFinding.anchor, path }, message: ']]> \u0000' };
    const text = await renderReport(format, makeReview({ findings: [finding] }), context);
    expect(text).toContain('&lt;b&gt;&amp;&quot;&#9;&apos;.ts');
    expect(text).toContain(']]&gt; \\u{0}');
  });
});

describe('gitlab', () => {
  it('gives each issue a fingerprint of its own: GitLab shows one issue a fingerprint', async () => {
    await fc.assert(
      fc.asyncProperty(review, async (any) => {
        const issues = JSON.parse(await renderReport('gitlab', any, context)) as { fingerprint: string }[];
        expect(new Set(issues.map((issue) => issue.fingerprint)).size).toBe(issues.length);
      }),
      { numRuns: 100, seed: 5 },
    );
  });
});

interface Sarif {
  readonly runs: readonly [
    {
      readonly results: readonly {
        readonly locations: readonly [
          { readonly physicalLocation: { readonly artifactLocation: { uri: string } } },
        ];
        readonly properties: { readonly folded: boolean };
        readonly fixes?: unknown;
      }[];
    },
  ];
}

describe('sarif', () => {
  const results = async (any: Review) =>
    (JSON.parse(await renderReport('sarif', any, context)) as Sarif).runs[0].results;

  it('carries all findings and marks the folded', async () => {
    const findings = [sampleFinding, sampleFinding];
    const folded = (await results(makeReview({ findings, shown: 1 }))).map(
      (result) => result.properties.folded,
    );
    expect(folded).toEqual([false, true]);
  });

  it('encodes a path so that it stays a path', async () => {
    const anchor = { ...sampleFinding.anchor, path: 'docs/#1?x=%41 b.md' };
    const [result] = await results(makeReview({ findings: [{ ...sampleFinding, anchor }] }));
    const { uri } = result!.locations[0].physicalLocation.artifactLocation;
    expect(uri.split('/').map(decodeURIComponent).join('/')).toBe(anchor.path);
    expect(new URL(uri, 'file:///r/')).toMatchObject({ hash: '', search: '' });
  });

  it('offers a fix for head lines only', async () => {
    const anchor = { path: 'a.ts', side: 'base' as const, startLine: 12, endLine: 14 };
    const both = await results(makeReview({ findings: [sampleFinding, { ...sampleFinding, anchor }] }));
    expect(both.map((result) => result.fixes !== undefined)).toEqual([true, false]);
  });
});
