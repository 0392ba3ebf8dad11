/** How one language's parse tree becomes an Outline. */
export interface LanguageSpec {
  /** `tree-sitter-<grammar>.wasm` */
  readonly grammar: string;
  /**
   * A tree-sitter query. Captures: `@function` and `@class` the whole scope with its `@name`, optional `@owner` (joined
   * before the name) and `@body`; `@statement` whatever a chunk may be split before. Scopes without `@name` are not
   * captured on purpose: a callback belongs to the code around it.
   */
  readonly query: string;
  /** What a comment starts with: no statement begins there. */
  readonly leads: readonly string[];
  /** Node types of decorators, annotations and attributes: no declaration begins with them. */
  readonly decorators: readonly string[];
}

const jsFunctionValue = '[(arrow_function body: (_) @body) (function_expression body: (_) @body)]';

const javascript = `
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
`;

const javascriptFields = `
(field_definition property: (_) @name value: ${jsFunctionValue}) @function
`;

const typescript = `${javascript}
(public_field_definition name: (_) @name value: ${jsFunctionValue}) @function
(abstract_class_declaration name: (_) @name body: (_) @body) @class
(interface_declaration name: (_) @name body: (_) @body) @class
(enum_declaration name: (_) @name body: (_) @body) @class
(internal_module name: (_) @name body: (_) @body) @class
(module name: (_) @name body: (_) @body) @class
(interface_body (_) @statement)
(enum_body (_) @statement)
(object_type (_) @statement)
`;

const python = `
(function_definition name: (_) @name body: (_) @body) @function
(class_definition name: (_) @name body: (_) @body) @class
(module (_) @statement)
(block (_) @statement)
(dictionary (_) @statement)
(list (_) @statement)
`;

const go = `
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
`;

const java = `
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
`;

const rust = `
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
`;

const csharp = `
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
`;

const ruby = `
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
`;

const php = `
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
`;

const cppDeclarator = '(function_declarator declarator: (_) @name)';

const cpp = `
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
`;

const slashes = ['//', '/*'];
const js = { leads: slashes, decorators: ['decorator'] };

/** By language name, as `languageOf` of src/change gives it. */
export const languages: Readonly<Record<string, LanguageSpec>> = {
  javascript: { grammar: 'javascript', query: javascript + javascriptFields, ...js },
  typescript: { grammar: 'typescript', query: typescript, ...js },
  tsx: { grammar: 'tsx', query: typescript, ...js },
  python: { grammar: 'python', query: python, leads: ['#'], decorators: ['decorator'] },
  go: { grammar: 'go', query: go, leads: slashes, decorators: [] },
  java: { grammar: 'java', query: java, leads: slashes, decorators: ['annotation', 'marker_annotation'] },
  rust: { grammar: 'rust', query: rust, leads: slashes, decorators: ['attribute_item'] },
  csharp: { grammar: 'c-sharp', query: csharp, leads: slashes, decorators: ['attribute_list'] },
  ruby: { grammar: 'ruby', query: ruby, leads: ['#'], decorators: [] },
  php: { grammar: 'php', query: php, leads: [...slashes, '# ', '<?php'], decorators: ['attribute_list'] },
  c: { grammar: 'cpp', query: cpp, leads: slashes, decorators: [] },
  cpp: { grammar: 'cpp', query: cpp, leads: slashes, decorators: [] },
};
