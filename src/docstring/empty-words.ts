/** Words that every declaration could be described with. A text of these alone says nothing. In lower case. */
export const emptyWords: ReadonlySet<string> = new Set(
  `a an the this that these those it its of for to from in on at by with without and or as into onto over per via if is are was
be been being will would can could may might shall should must do does did has have had not any all each every some other
another such same own one when where which who whose what while then than there here also just only simply basically
essentially etc
function functions method methods class classes interface interfaces type types enum enumeration constant constants variable
variables object objects instance instances value values argument arguments parameter parameters param params input inputs
output outputs result results return returns returned returning data item thing things element field property properties
member code logic operation operations functionality purpose task tasks stuff implementation helper helpers utility utilities
util wrapper constructor getter setter callback accessor module file given specified provided passed supplied particular
certain specific various different corresponding appropriate relevant respective associated related required necessary needed
optional useful helpful convenient simple simply easy easily basic common general generic main new current used uses use
using based called calls call
get gets getting retrieve retrieves retrieved obtain obtains set sets handle handles handling handled process processes
processed processing perform performs performed performing manage manages managing represent represents representing define
defines defined defining provide provides providing implement implements implemented implementing execute executes executed
executing serve serves act acts allow allows describe describes contain contains containing hold holds make makes take takes
string strings number numbers numeric integer integers boolean booleans bool int float dict dictionary list array tuple null
none undefined void nothing any unknown self
robust powerful elegant efficient efficiently effectively seamlessly correctly properly nicely great good best amazing`.split(
    /\s+/,
  ),
);

/** A sentence that guesses, asks, speaks of itself or to somebody, or puts something off. */
export const unfitSentence: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  { pattern: /\?["')\]`]?$/, reason: 'it asks' },
  { pattern: /(?<![\w/`])I(?:['’](?:m|ll|ve|d))?(?![\w/`])/, reason: 'the model speaks of itself' },
  {
    pattern:
      /\b(?:as an? (?:ai|assistant)|language model|my|mine)\b|^(?:sure|certainly|of course|okay|here(?:['’]s| is| are))\b/i,
    reason: 'the model speaks of itself',
  },
  {
    pattern: /\b(?:you|your|yours|yourself|we|our|ours|let['’]s)\b/i,
    reason: 'it is in the wrong person',
  },
  {
    pattern:
      /\b(?:probably|perhaps|maybe|presumably|likely|seems?|seemingly|apparently|appears? to|not sure|unclear)\b/i,
    reason: 'it guesses',
  },
  {
    pattern:
      /\b(?:todo|fixme|tbd|placeholder|lorem ipsum|not (?:shown|provided|specified|visible) (?:here|in)|the (?:code|snippet) (?:shown|above|below|provided))\b/i,
    reason: 'it says nothing yet',
  },
];

/** Instead of a description. */
export const noText =
  /^(?:n\/?a|none|null|nil|undefined|nothing|unknown|void|empty|string|text|description|summary|not applicable|no (?:return(?:ed)? value|value|return|description|parameters?|exceptions?)\b.*|(?:this |the )?(?:function |method |it )?(?:does not|doesn['’]t) return\b.*|\W*)\W*$/i;
