/**
 * Verbs that summaries begin with, in their plain form. A word that is no verb here is left as it is: nobody can tell
 * "Maps keys to values" from "Maps of the city".
 */
const verbs = new Set(
  `accept access acquire activate adapt add adjust advance aggregate align allocate allow analyze append apply assert assign
attach attempt authenticate await begin bind broadcast build bundle cache calculate call cancel capture cast change check
choose clamp clean clear click clone close coerce collapse collect combine compare compile compose compress compute
concatenate configure confirm connect construct consume contain continue convert copy count create cut deactivate debounce
decide declare decode decompress decorate decrease decrement decrypt deduplicate define delegate delete deliver derive
describe deserialize destroy detach detect determine disable discard disconnect dispatch display divide download draw drop
dump duplicate emit enable encode encrypt end enforce enqueue ensure enter erase escape establish estimate evaluate examine
exchange execute exit expand expect export expose extend extract fall fetch fill filter finalize find finish fire fix flatten
flip flush fold follow forbid force format forward free freeze gather generate get give go grant group grow guard guess
handle hash hide hold identify ignore implement import include increase increment index indicate infer inherit initialize
inject insert inspect install instantiate interpolate interpret intersect invalidate invert invoke issue iterate join jump
keep kill launch leave let lift limit link list listen load locate lock log look lower make manage map mark mask match
maximize measure merge migrate minimize mix model modify monitor move multiply negate normalize notify obtain offer open
order output override overwrite pack pad parse partition pass patch pause peek perform persist pick ping place play poll
pop populate post prefix prepare prepend present preserve prevent print process produce project prompt propagate protect
prove provide prune publish pull push put query queue quote raise randomize read rebuild receive recompute reconnect record
recover redirect reduce refer refresh refuse register reject release reload remove rename render reorder repeat replace
replay report represent request require reserve reset resize resolve respond restart restore restrict resume retain retrieve
retry return reuse reverse revert revoke rewrite rotate round route run sample sanitize save scale scan schedule search
select send separate serialize serve set shift show shrink shuffle shut simplify simulate skip slice snap solve sort specify
split square squash stack start stop store stream strip submit subscribe substitute subtract sum supply support suspend swap
switch sync synchronize tag take tell terminate test throttle throw toggle tokenize touch track train transfer transform
translate transpose traverse trigger trim truncate try turn unescape unlock unpack unregister unsubscribe unwrap update
upgrade upload use validate verify visit wait walk warn watch wrap write yield zip`.split(/\s+/),
);

/** Which hold a noun as often as a verb: a verb only in front of what a verb takes. */
const afterNoun = /^(?:of|for|that|which|with|from|in|to|used|containing|holding|\p{P})/u;

/**
 * The summary with its first word as `Return` (imperative) or as `Returns` (indicative); as it is when that word is no
 * verb that we know.
 */
export function withMood(summary: string, mood: 'imperative' | 'indicative'): string {
  const [, first = '', rest = ''] = /^([A-Za-z]+)(.*)$/s.exec(summary) ?? [];
  const plain = plainVerb(first.toLowerCase());
  if (plain === undefined) return summary;
  const isPlain = plain === first.toLowerCase();
  if (isPlain && afterNoun.test(rest.trimStart()) && !/^(?:return|fall|wait|listen|look)$/.test(plain)) {
    return summary;
  }
  const verb = mood === 'imperative' ? plain : thirdPerson(plain);
  return (/^\p{Lu}/u.test(first) ? verb[0]?.toUpperCase() + verb.slice(1) : verb) + rest;
}

/** The plain form of a verb that we know, such as `copy` for `copies`; undefined for other words. Lower case. */
export function plainVerb(word: string): string | undefined {
  const forms = [word, word.replace(/ies$/, 'y'), word.replace(/es$/, ''), word.replace(/s$/, '')];
  return forms.find((form) => verbs.has(form));
}

/** `copy` -> `copies`, `pass` -> `passes`, `read` -> `reads`. */
export function thirdPerson(verb: string): string {
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh|go)$/.test(verb) ? `${verb}es` : `${verb}s`;
}
