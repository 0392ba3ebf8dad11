import { editText, type TextEdit } from '../code/edit-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { TestBody } from '../test-body.ts';

/** Mends one kind of mistake. Undefined: there is none of it. Of its own result it finds none. */
export type Repair = (body: TestBody, around: Surroundings) => TestBody | undefined;

/** Undefined when nothing is edited. */
export function editBody(body: TestBody, edits: readonly TextEdit[]): TestBody | undefined {
  const code = editText(body.code, edits);
  return code === body.code ? undefined : { ...body, code };
}
