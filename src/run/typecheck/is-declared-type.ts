import * as z from 'zod';
import type { DeclaredType, TypeFact } from '../../testgen/fixtures/type-fact.ts';

/** A name of code: what is written down is made of these. */
const name = z
  .string()
  .regex(/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u)
  .max(200);

/** Code of one value: nothing but a text, a number, a word or a member of an enum. */
const literal = z
  .string()
  .max(2_000)
  .regex(
    /^(?:'(?:[^'\\\n]|\\.)*'|-?[\d.]+(?:e[+-]?\d+)?n?|true|false|[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\.[\p{ID_Start}$_][\p{ID_Continue}$]*|\["[^"\\\n]*"\])?)$/u,
  );

const fact: z.ZodType<TypeFact> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({
      kind: z.enum(['string', 'number', 'boolean', 'bigint', 'null', 'undefined', 'unknown', 'opaque']),
    }),
    z.object({ kind: z.literal('literal'), text: literal }),
    z.object({ kind: z.literal('union'), members: z.array(fact).max(100) }),
    z.object({ kind: z.enum(['array', 'set', 'record', 'promise']), element: fact }),
    z.object({ kind: z.literal('map'), key: fact, element: fact }),
    z.object({ kind: z.literal('tuple'), elements: z.array(fact).max(100) }),
    z.object({
      kind: z.literal('object'),
      properties: z
        .array(z.object({ name: z.string().max(200), isOptional: z.boolean(), type: fact }))
        .max(200),
    }),
    z.object({ kind: z.literal('function'), returns: fact }),
    z.object({ kind: z.enum(['named', 'instance']), name }),
  ]),
);

const declared: z.ZodType<DeclaredType> = z.object({
  name,
  kind: z.enum(['interface', 'type', 'class', 'enum']),
  typeArguments: z
    .array(
      z
        .string()
        .max(500)
        .regex(/^[^;(){}=`]*$/),
    )
    .max(20),
  type: fact,
});

/** Whether a type that a process we do not trust has told is one, with nothing in its names that would be code elsewhere. */
export function isDeclaredType(value: unknown): value is DeclaredType {
  return declared.safeParse(value).success;
}
