import { partOf, textOf, type CodeNode } from '../code/code-node.ts';
import { valueBehind, type TopLevelValues } from './top-level-values.ts';

/** Something that other modules can get at. */
export interface ModuleExport {
  /** Name it is exported by; `default` for a default export, and for a CommonJS module that is one value itself. */
  readonly exported: string;
  /** Its name within the module; empty for a value without one. */
  readonly local: string;
  readonly kind: 'function' | 'class' | 'object' | 'value';
  /** What is exported: a function, a class, an object, or the value behind a name. Undefined: it comes from elsewhere. */
  readonly node: CodeNode | undefined;
  /** It is the property `default` of a CommonJS module, not the module itself: compilers write that. */
  readonly isProperty?: true;
}

/** What a value is, as far as its syntax tells. */
export function kindOf(node: CodeNode | undefined): ModuleExport['kind'] {
  switch (node?.type) {
    case 'function_declaration':
    case 'generator_function_declaration':
    case 'function_expression':
    case 'generator_function':
    case 'arrow_function':
    case 'function_definition':
      return 'function';
    case 'class_declaration':
    case 'abstract_class_declaration':
    case 'class':
    case 'class_definition':
      return 'class';
    case 'object':
      return 'object';
    default:
      return 'value';
  }
}

/** @param value what stands behind the name: a name of the module, or the value itself */
export function exportAs(exported: string, value: CodeNode, values: TopLevelValues): ModuleExport {
  const { name, node } = valueBehind(value, values);
  const own = name === '' ? partOf(value, 'name') : undefined;
  return { exported, local: own === undefined ? name : textOf(own), kind: kindOf(node), node };
}
