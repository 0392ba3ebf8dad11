/**
 * One shape of credential. `pattern` is global; every repetition in it has an upper bound, so that a line made to be
 * slow costs at most that many steps a character.
 */
export interface SecretPattern {
  readonly kind: string;
  /** As it stands in a sentence: "a GitHub token". */
  readonly label: string;
  readonly pattern: RegExp;
  /** Which capture group holds the secret; 0 is the whole match. */
  readonly group: number;
  /** `certain`: the shape alone is proof enough for a finding. `likely`: masked, but not reported. */
  readonly trust: 'certain' | 'likely';
  /** Words are no secret here: only a text that looks random counts. */
  readonly random?: true;
}

function certain(kind: string, label: string, pattern: RegExp): SecretPattern {
  return { kind, label, pattern, group: 0, trust: 'certain' };
}

/** Prefixes and lengths as the issuers document them. */
export const secretPatterns: readonly SecretPattern[] = [
  certain('aws-access-key', 'an AWS access key id', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g),
  certain(
    'github-token',
    'a GitHub token',
    /\b(?:gh[opsur]_[A-Za-z0-9]{36,251}|github_pat_[A-Za-z0-9_]{59,244})\b/g,
  ),
  certain('gitlab-token', 'a GitLab token', /\bgl(?:pat|ptt|rt|dt|cbt)-[\w-]{20,64}/g),
  certain('slack-token', 'a Slack token', /\bxox[abeoprs]-\d[\w-]{20,250}/g),
  certain('stripe-key', 'a Stripe live key', /\b[rs]k_live_[A-Za-z0-9]{20,247}\b/g),
  certain('google-api-key', 'a Google API key', /\bAIza[\w-]{35}(?![\w-])/g),
  certain('npm-token', 'an npm token', /\bnpm_[A-Za-z0-9]{36}\b/g),
  certain('pypi-token', 'a PyPI token', /\bpypi-AgEIcHlwaS5vcmc[\w-]{50,250}/g),
  certain('sendgrid-key', 'a SendGrid key', /\bSG\.[\w-]{22}\.[\w-]{43}(?![\w-])/g),
  certain('anthropic-key', 'an Anthropic key', /\bsk-ant-[\w-]{32,200}/g),
  certain(
    'openai-key',
    'an OpenAI key',
    /\bsk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{20,200}T3BlbkFJ[A-Za-z0-9_-]{20,200}/g,
  ),
  certain('hugging-face-token', 'a Hugging Face token', /\bhf_[A-Za-z0-9]{34,40}\b/g),
  certain('azure-storage-key', 'an Azure storage key', /\bAccountKey=[A-Za-z0-9+/]{86}==/g),
  {
    kind: 'jwt',
    label: 'a JSON web token',
    pattern: /\beyJ[\w-]{10,300}\.eyJ[\w-]{10,4000}\.[\w-]{10,1000}/g,
    group: 0,
    trust: 'likely',
    random: true,
  },
  {
    kind: 'url-password',
    label: 'a password in an address',
    pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@'"`]{1,100}:([^\s/@'"`]{3,200})@/gi,
    group: 1,
    trust: 'likely',
  },
  {
    kind: 'assigned-secret',
    label: 'an assigned secret',
    pattern:
      /(?:passw(?:or)?d|secret|api[_-]?key|token|private[_-]?key|access[_-]?key|credential)s?["'`]?\s{0,10}(?::|=>?|:=)\s{0,10}["'`]([^"'`\s]{12,500})["'`]/gi,
    group: 1,
    trust: 'likely',
    random: true,
  },
  {
    // `.env` files and shell scripts: no quotes, so only names in capitals count.
    kind: 'assigned-secret',
    label: 'an assigned secret',
    pattern:
      /\b[A-Z0-9_]{0,60}(?:PASSW(?:OR)?D|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIAL)[A-Z0-9_]{0,40}=([A-Za-z0-9+/=_.~!$%^&*-]{12,500})/g,
    group: 1,
    trust: 'likely',
    random: true,
  },
  {
    // YAML and properties without quotes: the value ends the line, or is the start of a comment.
    kind: 'assigned-secret',
    label: 'an assigned secret',
    pattern:
      /(?:password|passwd|secret|token|api[_-]?key|private[_-]?key|access[_-]?key)["']?:\s{1,10}([A-Za-z0-9+/=_~!$%^&*-]{12,500})(?=\s{0,10}$|\s{1,10}#)/gi,
    group: 1,
    trust: 'likely',
    random: true,
  },
  {
    kind: 'authorization',
    label: 'the credentials of a request',
    pattern: /\b(?:Bearer|Basic)\s{1,3}([A-Za-z0-9._~+/-]{16,1000}={0,2})/g,
    group: 1,
    trust: 'likely',
    random: true,
  },
];

/**
 * Something that stands in every text one of the patterns matches. Nearly all lines have none of it: one search instead
 * of one for each pattern.
 */
export const secretHint =
  /AKIA|ASIA|hf_|bearer|basic|gh[opsur]_|github_pat_|gl(?:pat|ptt|rt|dt|cbt)-|xox|k_live_|AIza|npm_|pypi-|SG\.|sk-|AccountKey|eyJ|:\/\/|passw|secret|api[_-]?key|token|private[_-]?key|access[_-]?key|credential/i;
