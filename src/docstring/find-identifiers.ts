import { asciiFirst } from './ascii-first.ts';

const name = String.raw`[\p{L}_$][\p{L}\p{N}_$]*`;

/** Calls, dotted paths, and words with an underscore or a capital inside. */
const spoken = asciiFirst(
  new RegExp(
    [
      String.raw`${name}(?:(?:\.|::)${name})*(?=\(\s*[^)\s]{0,40}\))`,
      String.raw`${name}(?:(?:\.|::|->)${name})+`,
      String.raw`[\p{L}\p{N}$]*\p{L}_[\p{L}\p{N}_$]+`,
      String.raw`_+\p{L}[\p{L}\p{N}_$]*`,
      String.raw`\$\p{L}[\p{L}\p{N}_$]*`,
      String.raw`\p{Ll}[\p{Ll}\p{N}]*\p{Lu}[\p{L}\p{N}_$]*`,
      String.raw`\p{Lu}\p{Ll}[\p{Ll}\p{N}]*\p{Lu}[\p{L}\p{N}_$]*`,
    ].join('|'),
    'gu',
  ),
);

const names = asciiFirst(new RegExp(name, 'gu'));

/** Written like names of code, and none. In lower case. */
const notCode = new Set(
  `e.g i.e a.m p.m vs. javascript typescript coffeescript github gitlab bitbucket node.js next.js vue.js react.js ios ipados
macos watchos tvos iphone ipad ebay youtube linkedin paypal oauth openid openapi graphql grpc mysql postgresql sqlite nosql
mongodb dynamodb redis websocket websockets webgl webassembly wasm ipv4 ipv6 utf8 unicode latex tex jquery nginx devops
openssl opengl vscode intellij pycharm fastapi numpy scipy pandas pytorch tensorflow stackoverflow wifi mtls dotnet asp.net
datetime markdown yaml ascii bigint int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 bcrypt scrypt mime pdf
epub sha1 sha256 sha512 md5 x509 base64 and/or`.split(/\s+/),
);

/** The names of code that a sentence mentions: in backticks, or written as only code writes. Once each. */
export function findIdentifiers(sentence: string): string[] {
  const found = new Set<string>();
  const prose = sentence.replace(/`([^`]*)`/g, (_, code: string) => {
    for (const word of namesInCode(code)) found.add(word);
    return ' ';
  });
  const plain = prose.replace(/\b\w+:\/\/\S+|"[^"]*"/g, ' ');
  for (const [mention] of plain.matchAll(spoken(plain))) {
    if (notCode.has(mention.toLowerCase())) continue;
    for (const part of mention.split(/\.|::|->/)) found.add(part);
  }
  return [...found];
}

/** Names in a piece of code: without strings, numbers and flags of a command line. */
function namesInCode(code: string): string[] {
  const bare = code.replace(/"[^"]*"|'[^']*'|(?<!\w)--?[\w-]+|\b\d\w*/g, ' ');
  return bare.match(names(bare)) ?? [];
}
