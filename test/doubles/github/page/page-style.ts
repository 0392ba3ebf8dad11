const light = `color-scheme:light;--page:#fff;--card:#fff;--soft:#f6f8fa;--line:#d1d9e0;--text:#1f2328;--muted:#59636e;
--link:#0969da;--ok:#1a7f37;--bad:#cf222e;--warn:#9a6700;--done:#8250df;--added:#dafbe1;--added-n:#aceebb;
--removed:#ffebe9;--removed-n:#ffcecb;--hunk:#ddf4ff`;
const dark = `color-scheme:dark;--page:#0d1117;--card:#0d1117;--soft:#151b23;--line:#3d444d;--text:#f0f6fc;--muted:#9198a1;
--link:#4493f8;--ok:#3fb950;--bad:#f85149;--warn:#d29922;--done:#ab7df8;--added:#12261e;--added-n:#1c4428;
--removed:#25171c;--removed-n:#542426;--hunk:#121d2f`;

/** The style of the page, light and dark as the reader's system. No fonts or pictures from elsewhere. */
export const pageStyle = `:root{${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);overflow-wrap:anywhere;
font:14px/1.5 -apple-system,BlinkMacSystemFont,"Segoe UI","Noto Sans",Helvetica,Arial,sans-serif}
main{max-width:64rem;margin:0 auto;padding:1rem 1rem 4rem}
h1{font-size:1.9rem;line-height:1.25;font-weight:400;margin:.2rem 0 .6rem}
h1 span,small,time,.repo,.lead{color:var(--muted)}
h2{font-size:1.15rem;margin:2rem 0 .6rem}
a{color:var(--link)}
code,pre,.code{font:12px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
code{background:var(--soft);padding:.1em .35em;border-radius:.35em}
.state{color:#fff;border-radius:2em;padding:.3em .8em;font-weight:500;background:var(--muted)}
.state.open{background:#1f883d}.state.closed{background:#cf222e}.state.merged{background:#8250df}
.label{border:1px solid var(--line);border-radius:2em;padding:0 .5em;text-transform:lowercase}
.face{display:inline-block;width:1.6em;line-height:1.6em;border-radius:50%;text-align:center;background:var(--line);margin-right:.4em;font-size:.85em}
.comment,.thread,.file,.checks ul,.annotation{border:1px solid var(--line);border-radius:.4rem;background:var(--card);margin:0 0 1rem;overflow:hidden}
.comment>header,summary,.annotation>header{background:var(--soft);padding:.45rem .9rem}
.comment>header,.annotation>header{border-bottom:1px solid var(--line)}
details[open]>summary{border-bottom:1px solid var(--line)}
summary{cursor:pointer}
.review{border-left:2px solid var(--line);padding-left:1rem;margin:0 0 1rem}
.event{margin:.2rem 0 .8rem}
.thread .comment{border-width:0 0 1px;border-radius:0;margin:0}
.thread .comment>header{background:none;border:0;padding-bottom:0}
.fold>summary{background:none;border:0;color:var(--muted);padding:.7rem .9rem}
.resolution,.empty{color:var(--muted);padding:.5rem .9rem;margin:0}
.reactions{margin:0;padding:0 .9rem .8rem}
.reactions span{border:1px solid var(--line);border-radius:2em;padding:.15em .6em;margin-right:.4em}
.markdown{padding:.8rem .9rem}
.markdown>:first-child{margin-top:0}.markdown>:last-child{margin-bottom:0}
.markdown:empty{display:none}
.markdown h1,.markdown h2{font-size:1.35em;font-weight:600;border-bottom:1px solid var(--line);padding-bottom:.25em;margin:1.2em 0 .7em}
.markdown pre{background:var(--soft);padding:.8rem;border-radius:.4rem;overflow:auto}
.markdown details>summary{background:none;border:0;padding:.1rem 0}
.markdown .wide{overflow-x:auto}
.markdown .wide table{border-collapse:collapse;margin:.6rem 0;overflow-wrap:normal}
.wide th,.wide td{border:1px solid var(--line);padding:.35rem .75rem}
.wide tr:nth-child(2n) td{background:var(--soft)}
.markdown blockquote{margin:0 0 1em;padding:0 1em;border-left:.25em solid var(--line);color:var(--muted)}
.markdown blockquote.alert{color:inherit;border-color:var(--tone)}
.note{--tone:var(--link)}.tip{--tone:var(--ok)}.important{--tone:var(--done)}.warning{--tone:var(--warn)}.caution{--tone:var(--bad)}
.alert p:first-line{color:var(--tone);font-weight:600}
.task{list-style:none;margin-left:-1.3em}.task::before{content:"☐ "}.task.done::before{content:"☑ "}
.mention{text-decoration:underline dotted}.reference{color:var(--link);font-weight:400}
.picture{border:1px dashed var(--line);padding:.1em .4em}.picture::before{content:"picture: ";color:var(--muted)}
.code{overflow-x:auto;overflow-wrap:normal}
.code table{border-collapse:collapse;width:100%;tab-size:4}
.code td{padding:0 .6rem;white-space:pre;vertical-align:top}
.code td:nth-child(-n+2){width:1%;min-width:2.6rem;text-align:right;color:var(--muted);user-select:none}
.code i{font-style:normal;user-select:none;margin-right:.5em}
.added td{background:var(--added)}.added td:nth-child(-n+2){background:var(--added-n)}
.removed td{background:var(--removed)}.removed td:nth-child(-n+2){background:var(--removed-n)}
tr.hunk td{background:var(--hunk);color:var(--muted)}tr.note td{color:var(--muted)}
.thread>.code{border-bottom:1px solid var(--line)}
.suggestion{border:1px solid var(--line);border-radius:.4rem;margin:.6rem 0;overflow:hidden}
.suggestion p{margin:0;padding:.35rem .7rem;border-bottom:1px solid var(--line);color:var(--muted)}
.suggestion.refused{border-color:var(--bad)}
.checks ul{list-style:none;padding:0}
.checks li{padding:.6rem .9rem;border-top:1px solid var(--line)}.checks li:first-child{border:0}
.checks a{float:right}.checks i,.check h2 i{font-style:normal;font-weight:700;color:var(--muted)}
.success i{color:var(--ok)!important}.failure i,.timed_out i{color:var(--bad)!important}.action_required i{color:var(--warn)!important}
.annotation{border-left:.25rem solid var(--muted)}.annotation.failure{border-left-color:var(--bad)}.annotation.warning{border-left-color:var(--warn)}
.annotation>b,.annotation>pre{display:block;margin:.4rem .9rem;white-space:pre-wrap}
.check .markdown{padding:.2rem 0}
.plus{color:var(--ok)}.minus{color:var(--bad)}
@media (max-width:36rem){h1{font-size:1.45rem}.review{padding-left:.5rem}main{padding:.7rem .6rem 3rem}.code td{padding:0 .35rem}}
`;
