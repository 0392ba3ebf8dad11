import { expect } from 'vitest';

/** Elements and attributes are those of the page; nothing runs, loads or leads elsewhere; ids are unique. */
export function expectInert(html: string): void {
  const own = html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<script>.*?<\/script>/s, '')
    .replace(/(<script type="application\/json" id="review">)[^<]*<\/script>/, '');
  const tags = own.match(/<[^>]*>/g) ?? [];
  for (const tag of new Set(tags)) expect(tag).toMatch(ownTag);
  expect(own.replace(/<[^>]*>/g, '')).not.toMatch(/[<>]/);
  const ids = own.match(/ id="[^"]*"/g) ?? [];
  expect(new Set(ids).size).toBe(ids.length);
}

const names =
  'html|head|body|meta|title|a|div|header|section|nav|main|footer|article|details|summary|fieldset|legend|label|input|output|button|kbd|h1|h2|h3|p|b|i|small|span|bdi|code|pre|mark|del|ins|ul|li|dl|dt|dd|table|caption|thead|tbody|tr|th|td';
const attributes =
  'class|id|lang|charset|name|content|http-equiv|tabindex|scope|title|dir|type|autocomplete|aria-[a-z]+|data-step|download';
const value = '"[^"<>]*"';
const link = '"(?:#[a-z0-9-]+|data:application/(?:json;charset=utf-8,|gzip;base64,)[^"<>\\s]*)"';
const ownTag = new RegExp(
  `^<(?:!doctype html|/(?:${names})|(?:${names})(?: (?:(?:${attributes})=${value}|href=${link}|open|checked|hidden))*)>$`,
);
