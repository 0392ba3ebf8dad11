import{createRequire as galleyRequire}from'node:module';const require=galleyRequire(import.meta.url);
import{buildEnvelope}from"./chunk-SE32NPT3.js";import"./chunk-NGHTVMCJ.js";import{stringifyJson}from"./chunk-WSKV6WNU.js";import{byRulesOnly,describeAnchor,describeConfidence,describeGained,describeLines,describeLost,describePatch,describeRun,describeSeconds,describeState,describeTallies,describeVerdict,groupDigits,isFolded,listGeneralReasons,listNotReviewed,plural,sharedEnds,titleBeside}from"./chunk-FBLSD7VT.js";import"./chunk-DJLP63F5.js";import{inertLine,inertName,inertText}from"./chunk-AAUSKYY6.js";import"./chunk-46CQLHBR.js";import"./chunk-XVOJJCF7.js";import"./chunk-XCEM4CIU.js";import"./chunk-U6PX53NS.js";import"./chunk-URQMUVLD.js";import"./chunk-KN2F5UIC.js";import"./chunk-J5BNCRNT.js";import{createHash}from"node:crypto";function contentPolicy(style,script){return["default-src 'none'",`style-src '${hashSource(style)}'`,...script===void 0?[]:[`script-src '${hashSource(script)}'`],"base-uri 'none'","form-action 'none'"].join("; ")}function hashSource(text){return`sha256-${createHash("sha256").update(text,"utf8").digest("base64")}`}import{gzipSync}from"node:zlib";var entities={"&":"&amp;","<":"&lt;",">":"&gt;",'"':"&quot;","'":"&#39;"};function escapeHtml(text){return text.replace(/[&<>"']/g,character=>entities[character]??"")}function htmlProse(text){return`<bdi>${escapeHtml(inertLine(text))}</bdi>`}function htmlName(name){return`<bdi>${escapeHtml(inertName(name))}</bdi>`}function htmlCode(line){return escapeHtml(inertText(line).replaceAll(`
`,"\\n"))}function htmlParagraphs(text){return inertText(text).split(/\n{2,}/).map(paragraph=>paragraph.replace(/\s+/gu," ").trim()).filter(paragraph=>paragraph!=="").map(paragraph=>`<p dir="auto">${escapeHtml(paragraph)}</p>`).join("")}var mostPlain=2e5;function renderJsonElement(json){return`<script type="application/json" id="review">${escapeLess(json)}</script>`}function renderJsonLink(json){if(json.length>mostPlain)return`<a download="galley-review.json.gz" href="data:application/gzip;base64,${gzipSync(json,{level:9}).toString("base64")}">Save as JSON (gzip)</a>`;let text=encodeURIComponent(json);return`<a download="galley-review.json" href="data:application/json;charset=utf-8,${escapeHtml(text)}">Save as JSON</a>`}function escapeLess(json){return json.replaceAll("<","\\u003c")}var pageScript=`(() => {
'use strict';
const keys = document.querySelector('.keys');
if (!keys) return;
const status = keys.querySelector('output');
const say = (text) => { status.textContent = text; };
const visible = () => [...document.querySelectorAll('article')].filter((card) =>
  card.checkVisibility ? card.checkVisibility() : card.getClientRects().length > 0);
const count = () => {
  const n = visible().length;
  say(n === 0 ? 'none shown' : n + ' shown');
};
const top = () => document.querySelector('.bar').getBoundingClientRect().bottom;
const indexFrom = (cards, step) => {
  const at = cards.indexOf(document.querySelector('article:target'));
  const box = at < 0 ? null : cards[at].getBoundingClientRect();
  if (box && box.bottom > 0 && box.top < innerHeight) return at + step;
  const edge = Math.max(0, top());
  const below = cards.findIndex((card) => card.getBoundingClientRect().top > edge - 4);
  if (step > 0) return below < 0 ? cards.length - 1 : below;
  return (below < 0 ? cards.length : below) - 1;
};
const go = (step) => {
  const cards = visible();
  if (cards.length === 0) return count();
  const index = Math.min(cards.length - 1, Math.max(0, indexFrom(cards, step)));
  const card = cards[index];
  location.replace('#' + card.id);
  card.focus({ preventScroll: true });
  say(index + 1 + ' of ' + cards.length);
};
const steps = { j: 1, n: 1, k: -1, p: -1 };
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const step = steps[event.key];
  if (step) { event.preventDefault(); go(step); }
});
document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-step]');
  if (button) return go(Number(button.dataset.step));
  const link = event.target.closest('a.link');
  if (link && navigator.clipboard) navigator.clipboard.writeText(link.href).then(() => say('link copied'), () => {});
});
document.addEventListener('change', count);
document.addEventListener('toggle', count, true);
keys.hidden = false;
count();
})();
`;var colours=["page","card","text","muted","line","link","error","warning","info","ok","mark","added","removed","addedWord","removedWord"],lightPalette={page:"#f5f6f8",card:"#ffffff",text:"#1b2027",muted:"#545d69",line:"#d5dae1",link:"#0b57a4",error:"#b3211a",warning:"#874a00",info:"#2b5a94",ok:"#0f6a3b",mark:"#fff1bd",added:"#e7f6eb",removed:"#fdecea",addedWord:"#bfe8ca",removedWord:"#f9cdc8"},darkPalette={page:"#13161b",card:"#1a1e25",text:"#dde2e8",muted:"#9ca6b2",line:"#323943",link:"#8dbbff",error:"#ff9a8d",warning:"#f0b65c",info:"#9cc0f2",ok:"#7ed09a",mark:"#40360f",added:"#162c1d",removed:"#371d1c",addedWord:"#24522f",removedWord:"#692f2b"};function declarePalette(palette){return colours.map(name=>`--${name}:${palette[name]};`).join("")}var severities=["error","warning","info"],origins=["rule","model","coverage","docs"],filters=[...severities.map(name=>`s-${name}`),...origins.map(name=>`o-${name}`)].map(name=>`body:has(#show-${name}:not(:checked)) article.${name}{display:none}`).join(`
`),severityColours=severities.map(name=>`.s-${name},.t-s-${name}{--tone:var(--${name})}`).join(`
`),pageStyle=`
:root{color-scheme:light;${declarePalette(lightPalette)}
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${declarePalette(darkPalette)}}}
*{box-sizing:border-box}
html{scroll-padding-top:5.5rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);overflow-wrap:anywhere;
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
.page{max-width:76rem;margin:0 auto;padding:1.25rem 1.25rem 3rem}
h1,h2,h3,p,dl,dd,ul{margin:0}
h2{font-size:1.05rem;margin:2rem 0 .6rem}
h3{font-size:1rem;line-height:1.4}
code,pre,kbd,.diff td,.file{font-family:var(--mono);font-size:.8125rem}
bdi{unicode-bidi:isolate}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.muted,.meta,.note{color:var(--muted)}
.note{margin:0 0 .6rem;max-width:46rem}
[hidden]{display:none!important}
.skip{position:absolute;left:-99rem}
.skip:focus{left:.5rem;top:.5rem;background:var(--card);padding:.4rem .8rem}

.brand{color:var(--muted);margin-bottom:.5rem}
.brand b{color:var(--text);letter-spacing:.02em}
/* Nobody writes so much; who does must not push the rest of the page out of sight. */
.brand,.verdict small,h3,.where,.meta{max-height:6em;overflow:auto}
.said p,.open li,dd{max-height:24em;overflow:auto}
.verdict{font-size:1.3rem;line-height:1.35;font-weight:650;padding-left:.8rem;border-left:.35rem solid var(--tone,var(--muted))}
.verdict small{display:block;font-size:.85rem;font-weight:400;color:var(--muted);margin-top:.2rem}
.v-ok{--tone:var(--ok)}
.v-open{--tone:var(--warning);border-left-style:double;border-left-width:.45rem}
.open{background:var(--card);border:1px solid var(--warning);border-radius:.5rem;padding:.8rem 1rem;margin:1.1rem 0}
.open h2{margin:0 0 .4rem;color:var(--warning)}
.open ul{padding:0;list-style:none}
.open p+ul,.open ul+p{margin-top:.4rem}

.bar{position:sticky;top:0;z-index:2;background:var(--page);border-bottom:1px solid var(--line);
display:flex;flex-wrap:wrap;gap:.35rem 1.4rem;align-items:center;margin:1.1rem -1.25rem 1rem;padding:.5rem 1.25rem;font-size:.875rem}
fieldset{border:0;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.1rem .9rem;align-items:center}
legend{float:left;color:var(--muted);margin-right:.2rem;padding:0}
label span{color:var(--muted)}
label{display:inline-flex;gap:.35rem;align-items:center;cursor:pointer;white-space:nowrap;padding:.15rem 0}
label[class]{color:var(--tone)}
input{margin:0;accent-color:var(--link);width:1rem;height:1rem}
.keys{margin-left:auto;display:flex;gap:.5rem;align-items:center;white-space:nowrap}
.keys output{color:var(--muted);min-width:4.5rem;text-align:right}
button{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:.35rem;padding:.15rem .55rem;cursor:pointer}
button:hover{border-color:var(--muted)}
kbd{color:var(--muted);margin-left:.25rem}

article{background:var(--card);border:1px solid var(--line);border-left:.25rem solid var(--tone);border-radius:.4rem;
padding:.75rem 1rem .8rem;margin:0 0 .8rem;contain:paint;
display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:.5rem 1.25rem;align-items:start}
main.many article{content-visibility:auto;contain-intrinsic-block-size:auto 12rem}
article:target{border-color:var(--link);border-left-color:var(--tone);box-shadow:0 0 0 1px var(--link)}
article:focus{outline:none}
article header,.diff{grid-column:1/-1}
.bare{grid-template-columns:minmax(0,1fr)}
.sev{color:var(--tone);font-weight:700;margin-right:.35rem}
.where{color:var(--muted);margin-top:.05rem}
.where .file{color:var(--text)}
.said{max-width:46rem}
.said p+p{margin-top:.45rem}
.meta{font-size:.8125rem}
.sure b{color:var(--text);font-weight:600}
.code{margin:0;overflow-x:auto;border:1px solid var(--line);border-radius:.3rem;line-height:1.45;tab-size:4;overflow-wrap:normal}
.code code{display:inline-block;min-width:100%;padding:.25rem 0}
.code code>*{display:block;padding-right:.8rem;min-height:1.45em;unicode-bidi:isolate;color:inherit;background:none}
.code i,.diff i{font-style:normal;color:var(--muted);padding:0 .7rem 0 .4rem;user-select:none;-webkit-user-select:none}
.code .a{background:var(--added)}
.code .d{background:var(--removed)}
.code mark,.code mark.a,.code mark.d{background:var(--mark);box-shadow:inset .2rem 0 var(--tone)}
.code mark i{color:var(--text)}
.diff{border-collapse:separate;border-spacing:0;width:100%;table-layout:fixed;border:1px solid var(--line);border-radius:.3rem;line-height:1.45}
.diff caption{text-align:left;font-size:.875rem;padding:0 0 .3rem;color:var(--muted)}
.diff caption b{color:var(--text)}
.diff th{text-align:left;font-weight:400;font-size:.8125rem;color:var(--muted);padding:.15rem .6rem;border-bottom:1px solid var(--line)}
.diff td{white-space:pre-wrap;padding:0 .5rem 0 2rem;text-indent:-2rem;vertical-align:top;tab-size:4;unicode-bidi:isolate}
.diff i{display:inline-block;width:2rem;text-indent:0;padding-right:0}
.diff td+td,.diff th+th{border-left:1px solid var(--line)}
.diff .d{background:var(--removed)}
.diff .a{background:var(--added)}
.diff del,.diff ins{text-decoration:none;border-radius:.15rem}
.diff del{background:var(--removedWord)}
.diff ins{background:var(--addedWord)}

details{margin:.4rem 0}
summary,.none{font-weight:600;padding:.3rem 0}
summary{cursor:pointer}
summary span,.none span{font-weight:400;color:var(--muted)}
.panel{background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.5rem 1rem}
.panel>details+*{border-top:1px solid var(--line);padding-top:.4rem}
.facts{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.15rem 1.25rem;padding:.2rem 0 .5rem}
.facts dt{color:var(--muted)}
dd ul{padding-left:1.1rem}
.rows{overflow-x:auto;margin-bottom:.5rem}
.rows table{border-collapse:collapse;width:100%;font-size:.875rem}
.rows th,.rows td{text-align:left;vertical-align:top;padding:.2rem 1rem .2rem 0;border-bottom:1px solid var(--line);font-weight:400}
.rows thead th{color:var(--muted);white-space:nowrap}
.rows .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.rows tr:last-child>*{border-bottom:0}
.rows .left{color:var(--warning);font-weight:600}
footer{margin-top:2rem;color:var(--muted);font-size:.875rem;display:flex;flex-wrap:wrap;gap:.3rem 1.4rem}
${severityColours}
${filters}

@media (max-width:58rem){article{grid-template-columns:minmax(0,1fr)}}
@media (max-width:36rem){
body{font-size:16px}
.page{padding:1rem .8rem 2rem}
.bar{position:static;margin:1rem -.8rem;padding:.5rem .8rem}
html{scroll-padding-top:.5rem}
.keys{margin-left:0}
article{padding:.7rem .75rem}
.facts{grid-template-columns:minmax(0,1fr);gap:0}
.facts dd{margin-bottom:.4rem}
.diff,.diff caption,.diff tbody,.diff tr,.diff td{display:block}
.diff thead,.diff td:empty,.diff .same+.same{display:none}
.diff caption{padding:.2rem .5rem}
.diff td+td{border-left:0}
.rows thead{display:none}
.rows tr{display:grid;grid-template-columns:minmax(0,1fr) auto;border-bottom:1px solid var(--line);padding:.25rem 0}
.rows td{display:block;border:0;padding:0}
.rows td:nth-child(2){order:1;grid-column:1/-1}
.rows .n{padding-left:1rem}
.lines .n::after{content:" lines"}
.tokens .n::after{content:" tokens"}
}
@media print{
body{background:none;font-size:10pt}
.page{max-width:none;padding:0}
.bar,.skip{display:none}
article{break-inside:avoid;content-visibility:visible}
.code{white-space:pre-wrap;overflow:visible}
.code code{display:block;overflow-wrap:anywhere}
.code mark,.code .a,.code .d,.diff .a,.diff .d,.diff ins,.diff del{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.brand,.verdict small,h3,.where,.meta,.said p,.open li,dd{max-height:none;overflow:visible}
details::details-content{content-visibility:visible;display:block;height:auto}
}
`;var mostOpenRows=12;function renderAccount({ledger,coverage},{tool}){return['<section aria-labelledby="ran"><h2 id="ran">How this ran</h2><div class="panel">',renderFacts([...modelRows(ledger),...workRows(ledger),...coverageRows(coverage),["Galley",escapeHtml(tool.version)]]),renderFiles(ledger.files),renderSent(ledger),"</div></section>"].join("")}function renderFacts(rows){return`<dl class="facts">${rows.filter(([,html])=>html!=="").map(([label,html])=>`<dt>${label}<dd>${html}`).join("")}</dl>`}function modelRows({mode,model,modelFailure}){if(mode==="rules")return[["Model",`none: ${byRulesOnly}`]];if(model===null)return[["Model",modelFailure===null?"not needed":"none answered"]];let{server,window}=model,size=model.parameters===""?"":`, ${htmlProse(model.parameters)} parameters`,trained=window.trained===void 0?"":` of ${groupDigits(window.trained)}`;return[["Model",`${htmlName(model.name)}${size}`],["Weights",model.digest===""?"":`<code>${htmlName(model.digest)}</code>`],["Quantisation",htmlProse(model.quantisation)],["Server",`${htmlProse(`${server.product} ${server.version}`)} at <code>${htmlName(server.address)}</code>`],["Window",`${groupDigits(window.used)}${trained} tokens: ${htmlProse(window.reason)}`],["Replies",`schema ${model.abilities.schema}, token probabilities ${model.abilities.tokenProbabilities?"given":"not given"}`]]}function workRows(ledger){let{calls,cacheHits,tokens,secretsMasked,configuration,mode}=ledger,check=ledger.model?.check?1:0,isAsked=mode==="model"&&calls+cacheHits>0,hits=`${groupDigits(cacheHits)} of ${plural(calls-check+cacheHits,"reply").replace("replys","replies")} from the cache`,sent=`${groupDigits(tokens.prompt)} sent (${groupDigits(tokens.evaluated)} evaluated), ${groupDigits(tokens.reply)} received`;return[["Calls",isAsked?`${groupDigits(calls)}${check===0?"":" (1 to check abilities)"}, ${hits}`:""],["Tokens",isAsked?sent:""],["Time",describeTimes(ledger)],["Not believed",describeDropped(ledger)],["Rules",describeRules(ledger.rules)],["Masked",secretsMasked===0?"":`${plural(secretsMasked,"secret")}, before anything was sent`],["Settings",configuration.map(htmlName).join(", ")||"defaults and flags only"]]}function coverageRows(coverage){if(coverage===null)return[];let unknown=coverage.files.filter(({state})=>state==="no-data").map(file=>`<li><code>${htmlName(file.path)}</code>: ${escapeHtml(describeState(file))}`),lost=describeLost(coverage.lost).map(place=>`<li><code>${escapeHtml(place)}</code>`),list=items=>items.length===0?"":`<ul>${items.join("")}</ul>`;return[["Coverage",`${escapeHtml(describeTallies(coverage))}`],["Measured by",coverage.sources.map(htmlName).join(", ")],["Not measured",list(unknown)],["No longer reached",list(lost)]]}function describeTimes({mode,seconds:{read,cut,ask,total}}){let[all,reading,cutting,asking]=[total,read,cut,ask].map(describeSeconds);return`${all} (read ${reading}, cut ${cutting}${mode==="rules"?"":`, asked ${asking}`})`}function describeDropped({dropped}){return Object.entries(dropped).filter(([,n])=>n>0).map(([reason,n])=>`${groupDigits(n)} ${escapeHtml(reason.replaceAll("-"," "))}`).join(", ")}function describeRules({known,silenced,skipped,problems}){let left=skipped.map(({rule,path,reason})=>{let where=`<code>${htmlName(path)}</code>`;return`<li>${rule===""?`all rules left out on ${where}`:`<code>${htmlName(rule)}</code> left out from ${where} on`}: ${htmlProse(reason)}`}),broken=problems.map(problem=>`<li>${htmlProse(problem)}`),list=[...left,...broken],quiet=silenced===0?"":`, ${plural(silenced,"finding")} silenced by comments`;return`${plural(known,"rule")} known${quiet}${list.length===0?"":`<ul>${list.join("")}</ul>`}`}function renderFiles(files){let counted=["reviewed","excluded","not-reviewed"].map(outcome=>({outcome,n:files.filter(file=>file.outcome===outcome).length})).filter(({n})=>n>0).map(({outcome,n})=>`${groupDigits(n)} ${outcomeWords[outcome]}`),rows=files.map(({path,outcome,reason,changedLines})=>`<tr><td><code>${htmlName(path)}</code>${outcomeCell(outcome,reason)}<td class="n">${groupDigits(changedLines)}`);return renderTable(`Files <span>${counted.join(", ")||"none"}</span>`,"File","lines",rows)}function renderSent(ledger){let{chunks,mode,tokens}=ledger,total=chunks.length===0?"":`, ${groupDigits(tokens.prompt)} tokens sent`,nothing=mode==="rules"?`nothing, ${byRulesOnly}`:"nothing",count=chunks.length===0?nothing:`${plural(chunks.length,"piece")} of the change${total}`,note='<p class="note">Each row is a piece of the change, secrets masked, as it was put into prompts. What came from the cache was not sent again. The text of the prompts is no part of this report.</p>',summary=`What was sent to the model <span>${count}</span>`;return renderTable(summary,"Piece","tokens",chunks.map(renderChunk),note)}function renderChunk(chunk){let symbol=chunk.symbol===""?"":` <span class="muted">${htmlName(chunk.symbol)}</span>`,outcome=chunk.cached?"<td>from the cache":outcomeCell(chunk.outcome,chunk.reason);return`<tr><td><code>${htmlName(chunk.path)}:${describeLines(chunk)}</code>${symbol}${outcome}<td class="n">${groupDigits(chunk.promptTokens)}`}var outcomeWords={reviewed:"reviewed",excluded:"excluded","not-reviewed":"not reviewed"};function outcomeCell(outcome,reason){let why=reason===""?"":`: ${htmlProse(reason)}`;return outcome==="not-reviewed"?`<td><span class="left">not reviewed</span>${why}`:`<td>${outcomeWords[outcome]}${why}`}function renderTable(summary,what,unit,rows,note=""){if(rows.length===0)return`<p class="none">${summary}</p>`;let open=rows.length<=mostOpenRows?" open":"",head=`<thead><tr><th scope="col">${what}<th scope="col">Outcome<th scope="col" class="n">${unit==="lines"?"Changed lines":"Prompt tokens"}</thead>`,table=`<div class="rows"><table class="${unit}">${head}<tbody>${rows.join("")}</table></div>`;return`<details${open}><summary>${summary}</summary>${note}${table}</details>`}var signs={base:"\u2212",head:"+",both:" "},classes={base:' class="d"',head:' class="a"',both:""};function renderExcerpt(finding,excerpt,context){let lines=trim(excerpt.length>0?excerpt:fromQuote(finding),context);if(lines.length===0)return"";let width=Math.max(...lines.map(({line})=>String(line).length));return`<pre class="code"><code>${lines.map(line=>renderLine(line,width)).join("")}</code></pre>`}function renderLine({side,line,text,isMarked},width){let gutter=`<i>${isMarked?"\u203A":" "}${String(line).padStart(width)} ${signs[side]}</i>`,element=isMarked?"mark":"span";return`<${element}${classes[side]}>${gutter}${htmlCode(text)}</${element}>`}function fromQuote({anchor,quote}){if(anchor.side==="file"||quote==="")return[];let{side,startLine}=anchor;return quote.split(/\r?\n/).slice(0,60).map((text,index)=>({side,line:startLine+index,text:text.slice(0,400),isMarked:!0}))}function trim(excerpt,context){let first=excerpt.findIndex(line=>line.isMarked),last=excerpt.findLastIndex(line=>line.isMarked);return first<0?excerpt:excerpt.slice(Math.max(0,first-context),last+1+context)}function pairLines(before,after){let{head,tail}=sharedEnds(before,after),oldMiddle=before.slice(head,before.length-tail),newMiddle=after.slice(head,after.length-tail),middle=Array.from({length:Math.max(oldMiddle.length,newMiddle.length)},(_,index)=>({before:oldMiddle[index],after:newMiddle[index]})),same=line=>({before:line,after:line});return[...before.slice(0,head).map(same),...middle,...before.slice(before.length-tail).map(same)]}function splitParts(before,after){let old=Array.from(before),now=Array.from(after),{head,tail}=sharedEnds(old,now),cut=units=>[units.slice(0,head).join(""),units.slice(head,units.length-tail).join(""),units.slice(units.length-tail).join("")];return[cut(old),cut(now)]}var mostRows=200,mostCharacters=400,proofWords={parsed:"the code parses with it",typed:"it passes the type checker",rescored:"asked again, the model objects no more",ran:"it was run"};function renderSuggestion({suggestion,quote},excerpt){if(suggestion===null)return"";let marked=excerpt.filter(line=>line.isMarked).map(line=>line.text),before=marked.length>0?marked:toLines(quote),after=toLines(suggestion.replacement),pairs=pairLines(before,after),rest=pairs.length-mostRows,more=rest>0?`<tr><td>\u2026 ${rest} more<td>\u2026 ${rest} more`:"";return`<table class="diff"><caption>${`<b>${after.length===0?"Suggestion: delete":"Suggestion"}</b>, checked: ${escapeHtml(proofWords[suggestion.proof])}`}</caption><thead><tr><th scope="col">now<th scope="col">suggested</thead><tbody>${pairs.slice(0,mostRows).map(renderPair).join("")}${more}</table>`}function toLines(text){return text===""?[]:text.replace(/\r?\n$/,"").split(/\r?\n/).map(line=>line.length<=mostCharacters?line:`${line.slice(0,mostCharacters)}\u2026`)}function renderPair({before,after}){if(before!==void 0&&before===after){let cell=`<td class="same"><i> </i>${htmlCode(before)}`;return`<tr>${cell}${cell}`}let[old,now]=before===void 0||after===void 0?[]:splitParts(before,after);return`<tr>${renderCell(before,old,"d","\u2212","del")}${renderCell(after,now,"a","+","ins")}`}function renderCell(line,parts,side,sign,element){if(line===void 0)return"<td>";let[head,middle,tail]=parts??[line,"",""],changed=middle===""?"":`<${element}>${htmlCode(middle)}</${element}>`;return`<td class="${side}"><i>${sign}</i>${htmlCode(head)}${changed}${htmlCode(tail)}`}var severityWords={error:"Error",warning:"Warning",info:"Info"},originWords={rule:"Rule",model:"Model",coverage:"Coverage",docs:"Docs"};function renderFinding({finding,excerpt,id,context}){let code=renderExcerpt(finding,excerpt,context),classes2=`s-${finding.severity} o-${finding.origin}${code===""?" bare":""}`,title=titleBeside(finding)||firstSentence(finding.message),message=titleBeside(finding)===""?restOf(finding.message,title):finding.message;return[`<article id="${id}" class="${classes2}" tabindex="-1"><header>`,`<h3><span class="sev">${severityWords[finding.severity]}</span>${htmlProse(title)}</h3>`,`<p class="where">${renderPlace(finding)}</p></header>`,`<div class="said">${htmlParagraphs(message)}${renderBasis(finding,id)}</div>`,code,renderSuggestion(finding,excerpt),`</article>
`].join("")}function cardIds(findings){let seen=new Map;return findings.map(({fingerprint})=>{let n=(seen.get(fingerprint)??0)+1;seen.set(fingerprint,n);let id=`f-${fingerprint.replace(/[^0-9a-z]/gi,"")}`;return n===1?id:`${id}-${n}`})}function renderPlace({anchor,symbol}){let lines=anchor.side==="file"?"whole file":describeAnchor(anchor),inside=symbol===""?"":`, in <code>${htmlName(symbol)}</code>`;return`<span class="file">${htmlName(anchor.path)}</span>, ${lines}${inside}`}function renderBasis(finding,id){let proof=finding.proof===null?"":`, proved: ${proofWords[finding.proof]}`,facts=[`${originWords[finding.origin]} <code>${htmlName(finding.rule)}</code>`,finding.category,`${renderConfidence(finding.confidence)}${proof}`].join(" \xB7 "),link=`<a class="link" href="#${id}" title="Link to this finding; a click copies it">#${escapeHtml(finding.fingerprint)}</a>`;return`<p class="meta">${facts} \xB7 ${link}</p>`}function renderConfidence(confidence){let words=describeConfidence(confidence);return`<span class="sure">${confidence===null?words:`<b>${words}</b>`}</span>`}function firstSentence(message){return/^.*?[.!?](?=\s|$)/u.exec(message)?.[0].replace(/[.!?]+$/u,"")??message}function restOf(message,title){return message.startsWith(title)?message.slice(title.length).replace(/^[.!?]+\s*/u,""):message}function renderBar(findings){if(findings.length===0)return"";let bySeverity=severities.map(severity=>renderBox(`s-${severity}`,severityWords[severity],findings.filter(one=>one.severity===severity))),byOrigin=origins.map(origin=>renderBox(`o-${origin}`,originWords[origin],findings.filter(one=>one.origin===origin)));return['<nav class="bar" aria-label="Filters and keys">',`<fieldset><legend>Severity</legend>${bySeverity.join("")}</fieldset>`,`<fieldset><legend>Found by</legend>${byOrigin.join("")}</fieldset>`,'<div class="keys" hidden><output></output>','<button type="button" data-step="1" aria-keyshortcuts="j n" title="Keys: j or n">Next<kbd>j</kbd></button>','<button type="button" data-step="-1" aria-keyshortcuts="k p" title="Keys: k or p">Previous<kbd>k</kbd></button>',"</div></nav>"].join("")}function renderBox(name,word,findings){return findings.length===0?"":`<label${name.startsWith("s-")?` class="t-${name}"`:""}><input type="checkbox" id="show-${name}" autocomplete="off" checked>${word} <span>${groupDigits(findings.length)}</span></label>`}var mostListed=12;function renderHeader(review){return[`<header><p class="brand"><b>Galley</b> review of ${review.ledger.title===""?"a change":htmlProse(review.ledger.title)}</p>`,`<h1 class="verdict ${verdictClass(review)}">${htmlProse(headline(review))}`,`<small>${describeScope(review)}</small></h1>`,"</header>",renderNotReviewed(review)].join("")}function verdictClass({complete,findings,gaps,ledger}){if(!complete)return"v-open";let[first]=findings;return first!==void 0?`t-s-${first.severity}`:gaps.length>0?"t-s-info":ledger.files.some(file=>file.outcome==="reviewed")?"v-ok":""}function describeScope({ledger,coverage}){let reviewed=ledger.files.filter(file=>file.outcome==="reviewed").length,excluded=ledger.files.filter(file=>file.outcome==="excluded").length;return[`${groupDigits(reviewed)} of ${plural(ledger.files.length,"file")} reviewed`,...excluded===0?[]:[`${groupDigits(excluded)} excluded`],plural(ledger.changedLines,"changed line"),...coverage===null?[]:[describePatch(coverage)],...ledger.context==="hunk"?["from the diff alone"]:[],...ledger.mode==="model"&&ledger.model!==null?[`with ${htmlName(ledger.model.name)}`]:[],describeSeconds(ledger.seconds.total)].join(" \xB7 ")}function renderNotReviewed(review){if(review.complete)return"";let items=listNotReviewed(review).map(({path,reason,parts})=>{let where=parts.length===0?"":`, lines ${parts.map(describeLines).join(", ")}`;return`<li><code>${htmlName(path)}</code>${where}: ${htmlProse(reason)}`}),general=listGeneralReasons(review,"model told").map(reason=>`<li>${htmlProse(reason)}`),list=[...items,...general],left=list.length===0?"":`<ul>${list.slice(0,mostListed).join("")}</ul>${renderRest(list)}`;return`<section class="open"><h2>Not reviewed</h2>${renderFailure(review)}${left}</section>`}function renderRest(list){let rest=list.slice(mostListed);return rest.length===0?"":`<details><summary>${groupDigits(rest.length)} more</summary><ul>${rest.join("")}</ul></details>`}function renderFailure({ledger:{modelFailure}}){if(modelFailure===null)return"";let todo=modelFailure.todo===""?"":` <b>To do:</b> ${htmlProse(modelFailure.todo)}`;return`<p><b>No model:</b> ${htmlProse(modelFailure.message)}${todo}</p>`}function headline(review){let verdict=describeVerdict(review),short=review.complete&&review.findings.length+review.gaps.length===0?verdict.replace(/:.*$/s,""):verdict;return short.charAt(0).toUpperCase()+short.slice(1)}function renderTests(tests){return tests.length===0?"":`<section aria-labelledby="tests"><h2 id="tests">Suggested tests, run before they are shown</h2>${tests.map(renderTest).join("")}</section>`}function renderTest(test,index){let gained=describeGained(test).map(gap=>`<li>${escapeHtml(gap)}`),repairs=test.repairs.map(repair=>`<li>mended: ${htmlProse(repair)}`),code=test.added.replace(/\r?\n$/,"").split(/\r?\n/).map(line=>`<span>${htmlCode(line)}</span>`).join("");return[`<article id="test-${index+1}" class="t-s-info" tabindex="-1"><header><h3><span class="sev">Test</span>${htmlProse(test.title)}</h3>`,`<p class="where"><span class="file">${htmlName(test.path)}</span>, ${test.isNew?"new file":"addition"}</p></header>`,`<div class="said"><p>${htmlProse(describeRun(test))}</p><ul>${gained.join("")}${repairs.join("")}</ul>`,`${renderGates(test.gates)}<p class="meta">Run: <code>${htmlName(test.command)}</code> in ${htmlProse(test.sandbox)}</p></div>`,`<pre class="code"><code>${code}</code></pre>`,`</article>
`].join("")}function renderGates(gates){return`<div class="rows"><table><thead><tr><th scope="col">Gate<th scope="col">Outcome<th scope="col">Detail</thead><tbody>${gates.map(({gate,outcome,detail})=>`<tr><td>${escapeHtml(gate)}<td>${outcome.replace("-"," ")}<td>${htmlProse(detail)}`).join("")}</table></div>`}function renderHtml(review,context){let json=stringifyJson(buildEnvelope(review,context));return[`<!doctype html>
<html lang="en"><head><meta charset="utf-8">`,`<meta http-equiv="Content-Security-Policy" content="${contentPolicy(pageStyle,pageScript)}">`,'<meta name="viewport" content="width=device-width, initial-scale=1">','<meta name="referrer" content="no-referrer">',`<title>${escapeHtml(inertLine(describeVerdict(review)))} \xB7 Galley</title>`,`<style>${pageStyle}</style></head>
<body><a class="skip" href="#findings">To the findings</a>`,`<div class="page">${renderHeader(review)}
`,renderFindings(review),renderTests(review.tests),renderAccount(review,context),`<footer><span>Made by Galley ${escapeHtml(context.tool.version)}; this page loads nothing.</span>`,`${renderJsonLink(json)}</footer></div>
`,`${renderJsonElement(json)}
<script>${pageScript}</script></body></html>
`].join("")}function renderFindings(review){let{findings,excerpts}=review,ids=cardIds(findings),context=contextFor(findings.length),cards=findings.map((finding,index)=>renderFinding({finding,excerpt:excerpts[index]??[],id:ids[index]??"",context})),folded=cards.filter((_,index)=>isFolded(review,index)),more=folded.length===0?"":`<details class="folded"><summary>${plural(folded.length,"more finding")} <span>beyond the cap</span></summary>
${folded.join("")}</details>`;return`${renderBar(findings)}<main id="findings"${findings.length>manyFindings?' class="many"':""}>${cards.filter((_,index)=>!isFolded(review,index)).join("")}${more}</main>`}var manyFindings=200;function contextFor(findings){return findings<=manyFindings?4:findings<=2e3?1:0}export{renderHtml};
