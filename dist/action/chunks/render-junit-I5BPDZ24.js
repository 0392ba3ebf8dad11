import{createRequire as galleyRequire}from'node:module';const require=galleyRequire(import.meta.url);
import{escapeXml,renderAttributes}from"./chunk-B6ESPUD5.js";import{byRulesOnly,describeAnchor,describeFinding,describeVerdict,isFolded,listGeneralReasons,listNotReviewed,tellTest}from"./chunk-FBLSD7VT.js";import"./chunk-DJLP63F5.js";import"./chunk-AAUSKYY6.js";import"./chunk-46CQLHBR.js";import"./chunk-XVOJJCF7.js";import"./chunk-XCEM4CIU.js";import"./chunk-U6PX53NS.js";import"./chunk-URQMUVLD.js";import"./chunk-KN2F5UIC.js";import"./chunk-J5BNCRNT.js";function renderJunit(review,{tool}){let cases=[...listFindings(review),...listSilentFiles(review),...listNotes(review)],name=review.ledger.mode==="rules"?`${tool.name} (${byRulesOnly})`:tool.name,counts={tests:cases.length,failures:cases.filter(one=>one.outcome==="failure").length,errors:cases.filter(one=>one.outcome==="error").length},time=review.ledger.seconds.total.toFixed(3);return[`<?xml version="1.0" encoding="UTF-8"?>
`,`<testsuites${renderAttributes({name,time,...counts})}>
`,`  <testsuite${renderAttributes({name,...counts,skipped:0,time,version:tool.version})}>
`,renderProperties(review),...cases.map(renderCase),`  </testsuite>
</testsuites>
`].join("")}function renderProperties(review){let{verdict,complete,ledger}=review,facts={verdict,complete:String(complete),mode:ledger.mode,summary:describeVerdict(review)};return`    <properties>
${Object.entries(facts).map(([name,value])=>`      <property${renderAttributes({name:`galley.${name}`,value})}/>
`).join("")}    </properties>
`}function renderCase({classname,name,outcome,type,message}){let open=`    <testcase${renderAttributes({classname,name,time:0})}`;if(outcome!=="passed"){let attributes=renderAttributes({type,message});return`${open}>
      <${outcome}${attributes}>${escapeXml(message)}</${outcome}>
    </testcase>
`}return message===""?`${open}/>
`:`${open}>
      <system-out>${escapeXml(message)}</system-out>
    </testcase>
`}function listFindings(review){return review.findings.map((finding,index)=>({classname:finding.anchor.path,name:nameCase(finding),outcome:finding.severity==="info"?"passed":"failure",type:`${finding.severity} ${finding.rule}`,message:describeFinding(finding,isFolded(review,index))}))}var nameCase=finding=>`${describeAnchor(finding.anchor)}: ${finding.title}`;function listSilentFiles(review){let named=new Set([...review.findings.map(finding=>finding.anchor.path),...listNotReviewed(review).map(entry=>entry.path)]);return review.ledger.files.filter(file=>file.outcome==="reviewed"&&!named.has(file.path)).map(({path})=>({classname:path,name:"no findings",outcome:"passed",type:"",message:""}))}function listTests({tests}){return tests.map(test=>({classname:test.path,name:`suggested test: ${test.title}`,outcome:"passed",type:"",message:tellTest(test)}))}function listNotes(review){let left=listNotReviewed(review).map(({path,reason})=>({classname:path,name:"not reviewed",outcome:"error",type:"galley/not-reviewed",message:reason})),general=listGeneralReasons(review).map(message=>({classname:"galley",name:"incomplete",outcome:"error",type:"galley/incomplete",message}));return[...listTests(review),...left,...general]}export{renderJunit};
