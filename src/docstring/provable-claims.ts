/** Something that prose can say of code, and what code looks like of which it can be true. */
export interface ProvableClaim {
  readonly says: RegExp;
  /** Of the code, its names split into words. Broad on purpose: what it does not match is refuted. */
  readonly shows: RegExp;
  /** Completes "it ...". */
  readonly reason: string;
}

/**
 * What models like to make up, each with a sign that the code must have if it is true. Signs are those of any language
 * here; a claim without one is at best about other code.
 */
export const provableClaims: readonly ProvableClaim[] = [
  claim(
    /\basync(?:hronous(?:ly)?)?\b|\bpromises?\b/,
    /async|await|promise|future|task|then|callback|\bcb\b|spawn/,
    'waits for nothing',
  ),
  claim(/\b(?:re-?tr(?:y|ies|ied|ying))\b/, /retr|attempt|tries|again|backoff|repeat/, 'tries nothing again'),
  claim(/\bsort(?:s|ed|ing)?\b|\balphabetical/, /sort|order|rank|compar|heap/, 'sorts nothing'),
  claim(/\bcach(?:e[sd]?|ing)\b|\bmemoi[sz]/, /cach|memo|store|lru|weak|lazy|map/, 'caches nothing'),
  claim(
    /\b(?:logs?|logged|logging|prints?|printed|printing)\b/,
    /log|print|console|write|warn|debug|info|error|echo|trace|stdout|stderr|emit|puts/,
    'logs nothing',
  ),
  claim(/\bencrypt|\bdecrypt|\bcipher/, /crypt|cipher|aes|rsa|seal|box/, 'encrypts nothing'),
  claim(/\bhash(?:es|ed|ing)?\b|\bchecksum/, /hash|sha|md ?5|crc|digest|sum|fnv|murmur/, 'hashes nothing'),
  claim(
    /\b(?:de)?compress|\b(?:un)?zip(?:s|ped)?\b/,
    /press|zip|deflat|inflat|brotli|zstd|lz/,
    'compresses nothing',
  ),
  claim(/\brandom/, /rand|uuid|nonce|shuffle|crypto|seed|sample/, 'has nothing random'),
  claim(/\bfiles?\b|\bdirector(?:y|ies)\b|\bfolders?\b/, /file|path|dir|folder|\bfs\b|disk/, 'has no file'),
  claim(
    /\bdatabases?\b|\bsql\b/,
    /\bdb\b|database|sql|query|table|row|cursor|connection|store|schema|knex|model|migrat/,
    'has no database',
  ),
  claim(
    /\bhttps?\b|\burls?\b|\bweb ?sockets?\b|\bheaders?\b/,
    /http|url|uri|web|socket|fetch|header|request|response|\bws\b|\breq\b|\bres\b|link|href|origin|path|server/,
    'has no such address',
  ),
  claim(/\bjson\b/, /json|stringif|serial|parse/, 'has no JSON'),
  claim(
    /\b(?:maximum|largest|highest|longest|minimum|smallest|lowest|shortest)\b/,
    /max|min|large|small|high|low|long|short|limit|bound|cap\b|[<>]|most|least|top/,
    'compares nothing',
  ),
  claim(
    /\bdefaults? (?:to|is)\b|\bby default\b/,
    /default|\?\?|\|\||[^=!<>]=[^=>]|\bor\b|unwrap or|\? /,
    'has no default',
  ),
  claim(
    /\bevents?\b/,
    /event|emit|listen|handler|\bon\b|trigger|dispatch|observ|signal|subscri|notif|hook/,
    'has no event',
  ),
];

function claim(says: RegExp, shows: RegExp, reason: string): ProvableClaim {
  return { says: new RegExp(says.source, 'i'), shows: new RegExp(shows.source, 'i'), reason: `it ${reason}` };
}
