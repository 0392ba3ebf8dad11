import type { Origin, Severity } from '../../finding/finding.ts';
import { darkPalette, declarePalette, lightPalette } from './page-palette.ts';

export const severities: readonly Severity[] = ['error', 'warning', 'info'];
export const origins: readonly Origin[] = ['rule', 'model', 'coverage', 'docs'];

/** A box that is not ticked hides its findings, without any script. */
const filters = [...severities.map((name) => `s-${name}`), ...origins.map((name) => `o-${name}`)]
  .map((name) => `body:has(#show-${name}:not(:checked)) article.${name}{display:none}`)
  .join('\n');

const severityColours = severities.map((name) => `.s-${name},.t-s-${name}{--tone:var(--${name})}`).join('\n');

/** The style of the page. System fonts, no pictures, no web addresses. */
export const pageStyle = `
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
`;
