import{createRequire as galleyRequire}from'node:module';const require=galleyRequire(import.meta.url);
import{languageOf,silentLog,withDecorated}from"./chunk-FBLSD7VT.js";function keepTools(load,log){let kept=new Map;function toolsOf(language){let known=kept.get(language);if(known!==void 0)return known;let loading=load(language).catch(error=>{log.warn("parser not usable",{language,reason:reasonOf(error)})});return kept.set(language,loading),loading}return async(language,work)=>{let tools=await toolsOf(language);if(tools!==void 0)try{return work(tools)}catch(error){kept.set(language,Promise.resolve(void 0)),log.warn("parser failed",{language,reason:reasonOf(error)});return}}}function reasonOf(error){return error instanceof Error?error.message:String(error)}import{join}from"node:path";async function loadGrammar(files,grammar){let treeSitter=await import("./web-tree-sitter-2W75PF3P.js");await treeSitter.Parser.init({locateFile:()=>files.runtimeWasm});let path=join(files.grammarDirectory,`tree-sitter-${grammar}.wasm`),language=await treeSitter.Language.load(path),parser=new treeSitter.Parser;return parser.setLanguage(language),{parser,language}}function readParsed(parser,text,isLate,read){let source=text.replaceAll("\0"," "),tree=parser.parse(source,null,{progressCallback:isLate});if(tree===null){parser.reset();return}try{return read(tree,source)}finally{tree.delete()}}function matchLines(query,node,lines,isLate){let[first,last]=[node.startPosition.row+1,node.endPosition.row+1];if(lines===void 0||last-first<24||isWithin(lines,first,last))return query.matches(node,{progressCallback:isLate});let matches=query.matches(node,{maxStartDepth:0,progressCallback:isLate});for(let child of node.namedChildren){if(isLate())break;touches(lines,child.startPosition.row+1,child.endPosition.row+1)&&matches.push(...matchLines(query,child,lines,isLate))}return matches}function firstFrom(lines,line){let low=0,high=lines.length;for(;low<high;){let middle=low+high>>1;(lines[middle]?.last??0)<line?low=middle+1:high=middle}return low}function touches(lines,first,last){let range=lines[firstFrom(lines,first)];return range!==void 0&&range.first<=last}function isWithin(lines,first,last){let range=lines[firstFrom(lines,first)];return range!==void 0&&range.first<=first&&last<=range.last}var jsFunctionValue="[(arrow_function body: (_) @body) (function_expression body: (_) @body)]",javascript=`
(function_declaration name: (_) @name body: (_) @body) @function
(generator_function_declaration name: (_) @name body: (_) @body) @function
(method_definition name: (_) @name body: (_) @body) @function
(variable_declarator name: (identifier) @name value: ${jsFunctionValue}) @function
(pair key: (_) @name value: ${jsFunctionValue}) @function
(assignment_expression left: [(identifier) (member_expression)] @name right: ${jsFunctionValue}) @function
(class_declaration name: (_) @name body: (_) @body) @class
(variable_declarator name: (identifier) @name value: (class body: (_) @body)) @class
(export_statement value: ${jsFunctionValue}) @function
(export_statement value: (class body: (_) @body)) @class
(program (_) @statement)
(statement_block (_) @statement)
(class_body (_) @statement)
(class_static_block (_) @statement)
(switch_body (_) @statement)
(switch_case body: (_) @statement)
(switch_default body: (_) @statement)
(object (_) @statement)
(array (_) @statement)
`,javascriptFields=`
(field_definition property: (_) @name value: ${jsFunctionValue}) @function
`,typescript=`${javascript}
(public_field_definition name: (_) @name value: ${jsFunctionValue}) @function
(abstract_class_declaration name: (_) @name body: (_) @body) @class
(interface_declaration name: (_) @name body: (_) @body) @class
(enum_declaration name: (_) @name body: (_) @body) @class
(internal_module name: (_) @name body: (_) @body) @class
(module name: (_) @name body: (_) @body) @class
(interface_body (_) @statement)
(enum_body (_) @statement)
(object_type (_) @statement)
`,python=`
(function_definition name: (_) @name body: (_) @body) @function
(class_definition name: (_) @name body: (_) @body) @class
(module (_) @statement)
(block (_) @statement)
(dictionary (_) @statement)
(list (_) @statement)
`,go=`
(function_declaration name: (_) @name body: (_) @body) @function
(method_declaration receiver: (parameter_list (parameter_declaration type: [
  (type_identifier) @owner
  (generic_type type: (_) @owner)
  (pointer_type (type_identifier) @owner)
  (pointer_type (generic_type type: (_) @owner))
])) name: (_) @name body: (_) @body) @function
(short_var_declaration left: (_) @name right: (expression_list . (func_literal body: (_) @body) .)) @function
(var_spec name: (_) @name value: (expression_list . (func_literal body: (_) @body) .)) @function
(type_spec name: (_) @name type: [
  (struct_type (field_declaration_list) @body)
  (interface_type) @body
]) @class
(source_file (_) @statement)
(statement_list (_) @statement)
(field_declaration_list (_) @statement)
(interface_type (_) @statement)
(expression_case (_) @statement)
(const_declaration (_) @statement)
(literal_value (_) @statement)
`,java=`
(method_declaration name: (_) @name body: (_) @body) @function
(constructor_declaration name: (_) @name body: (_) @body) @function
(compact_constructor_declaration name: (_) @name body: (_) @body) @function
(variable_declarator name: (_) @name value: (lambda_expression body: (block) @body)) @function
(class_declaration name: (_) @name body: (_) @body) @class
(interface_declaration name: (_) @name body: (_) @body) @class
(enum_declaration name: (_) @name body: (_) @body) @class
(record_declaration name: (_) @name body: (_) @body) @class
(annotation_type_declaration name: (_) @name body: (_) @body) @class
(program (_) @statement)
(class_body (_) @statement)
(interface_body (_) @statement)
(enum_body (_) @statement)
(enum_body_declarations (_) @statement)
(block (_) @statement)
(constructor_body (_) @statement)
(switch_block (_) @statement)
(switch_block_statement_group (_) @statement)
`,rust=`
(function_item name: (_) @name body: (_) @body) @function
(let_declaration pattern: (identifier) @name value: (closure_expression body: (block) @body)) @function
(macro_definition name: (_) @name) @function
(impl_item type: [(type_identifier) @name (generic_type type: (_) @name) (scoped_type_identifier) @name] body: (_) @body) @class
(trait_item name: (_) @name body: (_) @body) @class
(struct_item name: (_) @name body: (field_declaration_list) @body) @class
(enum_item name: (_) @name body: (_) @body) @class
(union_item name: (_) @name body: (_) @body) @class
(mod_item name: (_) @name body: (_) @body) @class
(source_file (_) @statement)
(declaration_list (_) @statement)
(field_declaration_list (_) @statement)
(enum_variant_list (_) @statement)
(block (_) @statement)
(match_block (_) @statement)
`,csharp=`
(method_declaration name: (_) @name body: (_) @body) @function
(constructor_declaration name: (_) @name body: (_) @body) @function
(destructor_declaration name: (_) @name body: (_) @body) @function
(operator_declaration operator: _ @name body: (_) @body) @function
(local_function_statement name: (_) @name body: (_) @body) @function
(property_declaration name: (_) @name accessors: (_) @body) @function
(variable_declarator name: (_) @name (lambda_expression body: (block) @body)) @function
(namespace_declaration name: (_) @name body: (_) @body) @class
(class_declaration name: (_) @name body: (_) @body) @class
(struct_declaration name: (_) @name body: (_) @body) @class
(interface_declaration name: (_) @name body: (_) @body) @class
(record_declaration name: (_) @name body: (_) @body) @class
(enum_declaration name: (_) @name body: (_) @body) @class
(compilation_unit (_) @statement)
(declaration_list (_) @statement)
(enum_member_declaration_list (_) @statement)
(accessor_list (_) @statement)
(block (_) @statement)
(switch_body (_) @statement)
(switch_section (_) @statement)
`,ruby=`
(method name: (_) @name) @function
(singleton_method name: (_) @name) @function
(class name: (_) @name) @class
(module name: (_) @name) @class
(program (_) @statement)
(body_statement (_) @statement)
(block_body (_) @statement)
(then (_) @statement)
(else (_) @statement)
(do (_) @statement)
(case (_) @statement)
`,php=`
(function_definition name: (_) @name body: (_) @body) @function
(method_declaration name: (_) @name body: (_) @body) @function
(assignment_expression left: (variable_name) @name right: (anonymous_function body: (_) @body)) @function
(class_declaration name: (_) @name body: (_) @body) @class
(interface_declaration name: (_) @name body: (_) @body) @class
(trait_declaration name: (_) @name body: (_) @body) @class
(enum_declaration name: (_) @name body: (_) @body) @class
(namespace_definition name: (_) @name body: (_) @body) @class
(program (_) @statement)
(compound_statement (_) @statement)
(declaration_list (_) @statement)
(enum_declaration_list (_) @statement)
(switch_block (_) @statement)
(case_statement (_) @statement)
(array_creation_expression (_) @statement)
`,cppDeclarator="(function_declarator declarator: (_) @name)",cpp=`
(function_definition declarator: [
  ${cppDeclarator}
  (_ ${cppDeclarator})
  (_ (_ ${cppDeclarator}))
] body: (_) @body) @function
(init_declarator declarator: (identifier) @name value: (lambda_expression body: (_) @body)) @function
(class_specifier name: (_) @name body: (_) @body) @class
(struct_specifier name: (_) @name body: (_) @body) @class
(union_specifier name: (_) @name body: (_) @body) @class
(enum_specifier name: (_) @name body: (_) @body) @class
(namespace_definition name: (_) @name body: (_) @body) @class
(translation_unit (_) @statement)
(declaration_list (_) @statement)
(field_declaration_list (_) @statement)
(enumerator_list (_) @statement)
(compound_statement (_) @statement)
(case_statement (_) @statement)
(preproc_ifdef (_) @statement)
(preproc_if (_) @statement)
`,slashes=["//","/*"],js={leads:slashes,decorators:["decorator"]},languages={javascript:{grammar:"javascript",query:javascript+javascriptFields,...js},typescript:{grammar:"typescript",query:typescript,...js},tsx:{grammar:"tsx",query:typescript,...js},python:{grammar:"python",query:python,leads:["#"],decorators:["decorator"]},go:{grammar:"go",query:go,leads:slashes,decorators:[]},java:{grammar:"java",query:java,leads:slashes,decorators:["annotation","marker_annotation"]},rust:{grammar:"rust",query:rust,leads:slashes,decorators:["attribute_item"]},csharp:{grammar:"c-sharp",query:csharp,leads:slashes,decorators:["attribute_list"]},ruby:{grammar:"ruby",query:ruby,leads:["#"],decorators:[]},php:{grammar:"php",query:php,leads:[...slashes,"# ","<?php"],decorators:["attribute_list"]},c:{grammar:"cpp",query:cpp,leads:slashes,decorators:[]},cpp:{grammar:"cpp",query:cpp,leads:slashes,decorators:[]}};function readOutline(language,spec,text,matches){let found=new Map,statements=new Set;for(let{captures}of matches){let first=captures[0];first!==void 0&&(first.name==="statement"?addStatement(statements,first.node,spec,text):addScope(found,captures,spec,text))}let scopes=[...found.values()].sort((a,b)=>a.from-b.from||b.to-a.to).map(one=>one.scope);return{language,scopes,statementStarts:[...statements].sort((a,b)=>a-b)}}function addStatement(starts,node,spec,text){if(spec.leads.some(lead=>text.startsWith(lead,node.startIndex)))return;let mark=text[node.startIndex];(mark==="@"||mark==="#")&&spec.decorators.includes(node.type)||starts.add(node.startPosition.row+1)}function addScope(found,captures,spec,text){let of=name2=>captures.find(capture=>capture.name===name2)?.node,node=of("function")??of("class");if(node===void 0)return;let{startIndex:from,endIndex:to}=node,key=`${String(from)}:${String(to)}`;if(found.has(key))return;let name=of("name"),startLine=firstLineOf(node,spec),endLine=lastLineOf(node,text),headerEndLine=Math.min(endLine,Math.max(startLine,headerEndOf(node,name,of("body"),text))),kind=of("class")===void 0?"function":"class",names=[of("owner"),name].filter(one=>one!==void 0).map(one=>nameOf(one,text));found.set(key,{from,to,scope:{name:names.join(".")||"default",kind,startLine,endLine,headerEndLine}})}function firstLineOf(node,spec){let child=node.firstChild;for(;child!==null;){if(child.type==="modifiers"){let plain=child.children.find(one=>!spec.decorators.includes(one.type));if(plain!==void 0)return plain.startPosition.row+1}else if(!spec.decorators.includes(child.type))return child.startPosition.row+1;child=child.nextSibling}return node.startPosition.row+1}function lastLineOf(node,text){let{row,column}=node.endPosition;return column===0&&text[node.endIndex-1]===`
`?Math.max(node.startPosition.row+1,row):row+1}function headerEndOf(node,name,body,text){return body===void 0?(node.childForFieldName("parameters")??node.childForFieldName("superclass")??name??node).endPosition.row+1:text[body.startIndex]==="{"?body.startPosition.row+1:(body.previousSibling?.endPosition??body.startPosition).row+1}function nameOf(node,text){return text.slice(node.startIndex,Math.min(node.endIndex,node.startIndex+320)).replace(/<[^<>]*>(?=::)/g,"").replace(/::/g,".").replace(/^(?:module\.exports|exports|this)\./,"").replace(/^(['"`])(.*)\1$/s,"$2").replace(/\s+/g," ").slice(0,80)}function createParser(options){let{log=silentLog,maxLength=1048576,maxMs=2e3}=options,use=keepTools(language=>loadTools(options,specOf(language)),log);return{async outline(path,text,lines){let language=languageOf(path);if(!(specOf(language)===void 0||text.length>maxLength))return use(language,tools=>outlineOf(language,tools,text,lines,maxMs))}}}function specOf(language){return Object.hasOwn(languages,language)?languages[language]:void 0}async function loadTools(files,spec){if(spec===void 0)throw new Error("no grammar");let{Query}=await import("./web-tree-sitter-2W75PF3P.js"),{parser,language}=await loadGrammar(files,spec.grammar);return{spec,parser,query:new Query(language,spec.query)}}function outlineOf(language,{spec,parser,query},text,lines,maxMs){let deadline=performance.now()+maxMs,isLate=()=>performance.now()>deadline;return readParsed(parser,text,isLate,({rootNode},source)=>{let read=wanted=>readOutline(language,spec,source,matchLines(query,rootNode,wanted,isLate)),outline=read(lines),more=lines&&!isLate()?withDecorated(lines,outline,source):lines,whole=more===lines?outline:read(more);return isLate()?void 0:whole})}export{keepTools,loadGrammar,readParsed,matchLines,touches,readOutline,createParser,specOf};
