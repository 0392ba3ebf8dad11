import { darkPalette, declarePalette, lightPalette } from '../html/page-palette.ts';

/** The look of the report's page, for tables and figures. System fonts, no pictures, no web addresses. */
export const dashboardStyle = `
:root{color-scheme:light;${declarePalette(lightPalette)}
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace}
@media (prefers-color-scheme:dark){:root{color-scheme:dark;${declarePalette(darkPalette)}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);overflow-wrap:anywhere;
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
.page{max-width:76rem;margin:0 auto;padding:0 1.25rem}
h1,h2,h3,p,dl,dd,ul,figure{margin:0}
h1{font-size:1.4rem;line-height:1.3;font-weight:650;margin:1.5rem 0 1rem}
h2{font-size:1.05rem;margin:1.8rem 0 .6rem}
h1 code,h2 code{font-size:.9em}
code,pre{font-family:var(--mono);font-size:.8125rem}
bdi{unicode-bidi:isolate}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.muted,.note,time{color:var(--muted)}
time{white-space:nowrap}
.note{margin:.2rem 0 .6rem;max-width:46rem;font-size:.875rem}
.skip{position:absolute;left:-99rem}
.skip:focus{left:.5rem;top:.5rem;background:var(--card);padding:.4rem .8rem;z-index:3}
button{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:.35rem;padding:.3rem .8rem;cursor:pointer;white-space:nowrap}
button:hover{border-color:var(--muted)}
.quiet{border-color:transparent;background:none;color:var(--muted);padding:.2rem .3rem}

.top{background:var(--card);border-bottom:1px solid var(--line)}
.top>.page{display:flex;flex-wrap:wrap;gap:.1rem 1.6rem;align-items:center;padding-block:.35rem}
.brand{font-weight:700;letter-spacing:.02em}
.top nav{flex:1}
.top ul{display:flex;flex-wrap:wrap;gap:.1rem 1.2rem;list-style:none;padding:0}
.top li a{display:block;padding:.35rem 0 .25rem;color:var(--text);text-decoration:none;border-bottom:.15rem solid transparent}
.top li a:hover{border-color:var(--line)}
.top li a[aria-current]{border-color:var(--link);font-weight:600}
.said{background:var(--card);border:1px solid var(--line);border-left:.25rem solid var(--ok);border-radius:.4rem;padding:.5rem 1rem;margin-top:1.2rem}
.crumbs{color:var(--muted);margin:-.6rem 0 1rem}

.t-ok{--tone:var(--ok)}.t-info{--tone:var(--info)}.t-warning{--tone:var(--warning)}.t-error{--tone:var(--error)}.t-none{--tone:var(--muted)}
.tag{display:inline-block;color:var(--tone);border:1px solid currentColor;border-radius:1rem;padding:0 .55rem;font-size:.8125rem;line-height:1.45;white-space:nowrap;font-weight:600}
.verdict{border-left:.35rem solid var(--tone);padding-left:.8rem;margin:1.5rem 0 1.1rem}
.verdict small{display:block;font-size:.875rem;font-weight:400;color:var(--muted);margin-top:.2rem}
.box{background:var(--card);border:1px solid var(--line);border-left:.25rem solid var(--tone,var(--line));border-radius:.4rem;padding:.7rem 1rem;margin:0 0 1rem;max-height:24em;overflow:auto}
.box h2{margin:0 0 .3rem;color:var(--tone)}
.box ul{padding-left:1.1rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:.8rem;margin:0;padding:0;list-style:none}
.tiles li{background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.7rem 1rem .65rem;border-top:.2rem solid var(--tone,var(--line))}
.tiles b{display:block;font-size:1.6rem;line-height:1.25;font-weight:650;font-variant-numeric:tabular-nums;color:var(--text)}
.tiles .name{color:var(--muted);font-size:.875rem}
.tiles .more{font-size:.875rem;color:var(--muted);display:block}

.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(26rem,100%),1fr));gap:.8rem}
figure{background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.7rem 1rem .5rem;min-width:0}
figcaption{display:flex;flex-wrap:wrap;gap:.1rem 1rem;justify-content:space-between;font-weight:600;margin-bottom:.3rem}
figcaption ul{display:flex;flex-wrap:wrap;gap:0 .8rem;list-style:none;padding:0;font-weight:400;font-size:.8125rem;color:var(--muted)}
figcaption li::before{content:"";display:inline-block;width:.65rem;height:.65rem;margin-right:.35rem;border-radius:.12rem;background:var(--tone)}
svg{display:block;width:100%;height:auto}
svg text{fill:var(--muted);font-size:11px;font-family:inherit}
svg .grid{stroke:var(--line);stroke-width:1}
svg .t-ok,svg .t-info,svg .t-warning,svg .t-error,svg .t-none{fill:var(--tone)}
svg .hit{fill:transparent}
svg g:hover>.hit{fill:var(--line);fill-opacity:.35}

details{margin:.6rem 0}
summary{cursor:pointer;font-weight:600;padding:.3rem 0}
summary span{font-weight:400;color:var(--muted)}
.filter{display:flex;flex-wrap:wrap;gap:.4rem;list-style:none;padding:0;margin:0 0 1rem}
.filter a{display:block;padding:.1rem .7rem;border:1px solid var(--line);border-radius:1rem;background:var(--card);color:var(--text);text-decoration:none;font-size:.875rem}
.filter a:hover{border-color:var(--muted)}
.filter a[aria-current]{background:var(--text);border-color:var(--text);color:var(--page);font-weight:600}
.empty{color:var(--muted);background:var(--card);border:1px dashed var(--line);border-radius:.4rem;padding:1.2rem 1rem;text-align:center}
.rows{background:var(--card);border:1px solid var(--line);border-radius:.4rem;overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;padding:.5rem .9rem 0;color:var(--muted)}
th,td{text-align:left;vertical-align:top;padding:.45rem .9rem;border-bottom:1px solid var(--line);font-weight:400}
thead th{color:var(--muted);font-size:.8125rem;white-space:nowrap}
tbody tr:last-child>*{border-bottom:0}
tbody tr:hover{background:var(--page)}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td form{display:inline}
td small{display:block;color:var(--muted)}
td .problem,.left{color:var(--error)}
.left{font-weight:600}
.pager{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;justify-content:center;margin:1rem 0;color:var(--muted)}
.facts{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.2rem 1.25rem;background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.7rem 1rem}
.facts dt{color:var(--muted)}
.facts dd{max-height:12em;overflow:auto}
.acts{display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;align-items:center;margin:1rem 0}
.prompt pre{margin:0;background:var(--card);border:1px solid var(--line);border-radius:.3rem;padding:.6rem .8rem;white-space:pre-wrap;tab-size:4;max-height:40em;overflow:auto}
.prompt h3{font-size:.8125rem;font-weight:600;color:var(--muted);margin:.5rem 0 .2rem}

.sign-in{max-width:26rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:1.2rem 1.3rem;display:grid;gap:.6rem}
.sign-in label{font-weight:600}
.sign-in input{font:inherit;font-size:1rem;color:inherit;background:var(--page);border:1px solid var(--muted);border-radius:.35rem;padding:.45rem .6rem;width:100%}
.sign-in .away{position:absolute;left:-99rem;width:1rem}
.sign-in button,.main{background:var(--link);border-color:var(--link);color:var(--card);font-weight:600;padding:.45rem .8rem}
.sign-in .note{margin:0}
.problem{color:var(--error)}
footer.page{margin-top:2rem;padding-bottom:2rem;color:var(--muted);font-size:.875rem}

@media (min-width:60rem){.facts{grid-template-columns:max-content minmax(0,1fr) max-content minmax(0,1fr)}}
@media (max-width:44rem){
body{font-size:16px}
.page{padding-inline:.8rem}
.top form{margin-left:auto}
.top nav{order:1;flex-basis:100%}
.top ul{gap:0 .9rem;font-size:.95rem}
.top li a{padding-block:.4rem .3rem}
.tiles{grid-template-columns:repeat(2,minmax(0,1fr))}
.tiles li:last-child:nth-child(odd){grid-column:1/-1}
.facts{grid-template-columns:minmax(0,1fr);gap:0}
.facts dd{margin-bottom:.4rem}
.rows table,.rows tbody,.rows tr,.rows td,.rows caption{display:block}
.rows thead{position:absolute;left:-99rem}
.rows tr{padding:.5rem .8rem;border-bottom:1px solid var(--line)}
.rows tbody tr:last-child{border-bottom:0}
.rows td{border:0;padding:.1rem 0;display:grid;grid-template-columns:7.5rem minmax(0,1fr);gap:.6rem;text-align:left}
.rows td:empty{display:none}
.rows td::before{content:attr(data-label);color:var(--muted);font-size:.8125rem}
.rows td:first-child{display:block;font-weight:600}
.rows td:first-child::before{content:none}
.rows td>*{justify-self:start}
svg text{font-size:16px}
}
@media print{.top,.skip,.pager,.filter,form{display:none}body{background:none}}
`;
