import { darkPalette, declarePalette, lightPalette } from '../../html/page-palette.ts';

/** The style of the page. System fonts, no pictures, no web addresses. */
export const pageStyle = `
:root{color-scheme:light;${declarePalette(lightPalette)}
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${declarePalette(darkPalette)}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);overflow-wrap:anywhere;
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
.page{max-width:76rem;margin:0 auto;padding:1.25rem 1.25rem 3rem}
h1,h2,p,ul{margin:0}
h1{font-size:1.3rem;line-height:1.35;padding-left:.8rem;border-left:.35rem solid var(--tone)}
h1 small{display:block;font-size:.85rem;font-weight:400;color:var(--muted);max-height:6em;overflow:auto}
.ok{--tone:var(--ok)}
.open{--tone:var(--warning)}
.none{--tone:var(--muted)}
h2{font-size:1rem;margin:0 0 .4rem;font-family:var(--mono);font-weight:650}
h2 small{font-family:system-ui,sans-serif;font-weight:400;color:var(--muted);margin-left:.6rem}
.legend,.muted,footer{color:var(--muted);font-size:.875rem}
.legend{margin:.9rem 0}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
bdi{unicode-bidi:isolate}
table{border-collapse:collapse;margin:.8rem 0;font-size:.875rem}
th,td{text-align:left;vertical-align:top;padding:.2rem 1.2rem .2rem 0;border-bottom:1px solid var(--line);font-weight:400}
thead th{color:var(--muted)}
td code{font-family:var(--mono);font-size:.8125rem}
section{background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.75rem 1rem;margin:1rem 0;contain:paint}
.code{margin:0;overflow-x:auto;font-family:var(--mono);font-size:.8125rem;line-height:1.45;tab-size:4;overflow-wrap:normal}
.code code{display:inline-block;min-width:100%;font:inherit}
.code code>span{display:block;padding-right:.8rem;min-height:1.45em;unicode-bidi:isolate;white-space:pre}
.code i{font-style:normal;color:var(--muted);padding:0 .7rem 0 .2rem;user-select:none;-webkit-user-select:none}
.hit{background:var(--added)}
.partly{background:var(--mark)}
.missed>i,.partly>i{color:var(--text)}
.code mark{background:var(--removedWord);color:inherit;border-bottom:2px solid var(--error)}
.code .why{color:var(--error);font-style:italic}
.rest{color:var(--muted);font-size:.8125rem;border-block:1px dashed var(--line);padding:.15rem .2rem;margin:.2rem 0}
.rest summary{cursor:pointer}
footer{margin-top:2rem}
@media (max-width:36rem){body{font-size:16px}.page{padding:1rem .8rem 2rem}section{padding:.6rem .6rem}}
@media print{
body{background:none;font-size:10pt}
.page{max-width:none;padding:0}
section{break-inside:auto;border-color:#999;contain:none}
.code{overflow:visible}
.code code>span{white-space:pre-wrap}
details.rest{display:none}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
`;
