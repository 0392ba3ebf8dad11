import type { Assertion, Check } from './check.ts';

/** Code of an assertion, without an end. Undefined: it cannot be said that way. */
export type WriteAssertion = (assertion: Assertion) => string | undefined;

/** For node's `assert`, in its strict form. */
export const writeNodeAssert: WriteAssertion = ({ actual, check, isNegated, promise }) => {
  if (promise === 'rejects') {
    if (check.op !== 'throws') return undefined;
    return isNegated
      ? `await assert.doesNotReject(${actual})`
      : `await assert.rejects(${actual}${thrown(check.value)})`;
  }
  const value = promise === 'resolves' ? `(await ${actual})` : actual;
  return nodeAssert(value, check, isNegated);
};

function nodeAssert(actual: string, check: Check, isNegated: boolean): string | undefined {
  const not = isNegated ? '!' : '';
  const ok = (condition: string): string => `assert.ok(${isNegated ? `!(${condition})` : condition})`;
  switch (check.op) {
    case 'same':
      return `assert.${isNegated ? 'notStrictEqual' : 'strictEqual'}(${actual}, ${check.value})`;
    case 'equal':
      return `assert.${isNegated ? 'notDeepStrictEqual' : 'deepStrictEqual'}(${actual}, ${check.value})`;
    case 'truthy':
      return `assert.ok(${not}${grouped(actual, isNegated)})`;
    case 'throws':
      return isNegated ? `assert.doesNotThrow(${actual})` : `assert.throws(${actual}${thrown(check.value)})`;
    case 'length':
      return `assert.${isNegated ? 'notStrictEqual' : 'strictEqual'}(${grouped(actual, true)}.length, ${check.value})`;
    case 'matches':
      if (!check.value.startsWith('/')) return ok(`${grouped(actual, true)}.includes(${check.value})`);
      return `assert.${isNegated ? 'doesNotMatch' : 'match'}(${actual}, ${check.value})`;
    case 'called-times':
      return `assert.${isNegated ? 'notStrictEqual' : 'strictEqual'}(${actual}.mock.callCount(), ${check.value})`;
    case 'called-with':
      return isNegated
        ? undefined
        : `assert.deepStrictEqual(${actual}.mock.calls.at(-1)?.arguments, [${check.value}])`;
    default: {
      const condition = conditionOf(actual, check);
      return condition === undefined ? undefined : ok(condition);
    }
  }
}

function conditionOf(actual: string, check: Check): string | undefined {
  const value = grouped(actual, true);
  switch (check.op) {
    case 'instance':
      return `${value} instanceof ${check.value}`;
    case 'includes':
      return `${value}.includes(${check.value})`;
    case 'type':
      return check.value.slice(1, -1) === 'array'
        ? `Array.isArray(${actual})`
        : `typeof ${value} === ${check.value}`;
    case 'compares':
      return `${value} ${check.sign} ${check.value}`;
    case 'close':
      return `Math.abs(${value} - ${check.value}) < ${check.delta}`;
    case 'called':
      return `${value}.mock.callCount() > 0`;
    case 'property':
      if (check.value === undefined) return `${check.name} in ${value}`;
      return `${value}[${check.name}] === ${check.value}`;
    default:
      return undefined;
  }
}

/** What node's `assert.throws` takes: a string would be the message of the assertion. */
function thrown(value: string): string {
  if (value === '') return '';
  return /^['"`]/.test(value) ? `, (error) => error.message.includes(${value})` : `, ${value}`;
}

/** In brackets unless it holds together by itself. */
function grouped(code: string, isOperand: boolean): string {
  return !isOperand || /^[\w$.]+(?:\((?:[^()]|\([^()]*\))*\)|\[[^[\]]*\]|\.[\w$]+)*$/.test(code)
    ? code
    : `(${code})`;
}

export const writeChai: WriteAssertion = ({ actual, check, isNegated, promise }) => {
  // Chai itself knows no promises.
  if (promise === 'rejects') return writeNodeAssert({ actual, check, isNegated, promise });
  const value = promise === 'resolves' ? `await ${actual}` : actual;
  const chain = chaiChain(check);
  return chain === undefined ? undefined : `expect(${value}).to.${isNegated ? 'not.' : ''}${chain}`;
};

const chaiSigns = { '<': 'below', '<=': 'at.most', '>': 'above', '>=': 'at.least' } as const;

function chaiChain(check: Check): string | undefined {
  switch (check.op) {
    case 'same':
      return check.value === 'NaN' ? 'be.NaN' : `equal(${check.value})`;
    case 'equal':
      return `deep.equal(${check.value})`;
    case 'truthy':
      return 'be.ok';
    case 'throws':
      return `throw(${check.value})`;
    case 'length':
      return `have.length(${check.value})`;
    case 'matches':
      return check.value.startsWith('/') ? `match(${check.value})` : `include(${check.value})`;
    case 'includes':
      return `include(${check.value})`;
    case 'instance':
      return `be.instanceOf(${check.value})`;
    case 'type':
      return `be.a(${check.value})`;
    case 'compares':
      return `be.${chaiSigns[check.sign]}(${check.value})`;
    case 'close':
      return `be.closeTo(${check.value}, ${check.delta})`;
    case 'property':
      return `have.property(${[check.name, ...(check.value === undefined ? [] : [check.value])].join(', ')})`;
    default:
      return undefined;
  }
}

const jestSigns = {
  '<': 'LessThan',
  '<=': 'LessThanOrEqual',
  '>': 'GreaterThan',
  '>=': 'GreaterThanOrEqual',
} as const;

export const writeJest: WriteAssertion = ({ actual, check, isNegated, promise }) => {
  const start = `expect(${actual})${promise === '' ? '' : `.${promise}`}${isNegated ? '.not' : ''}`;
  switch (check.op) {
    case 'same':
      return `${start}.toBe(${check.value})`;
    case 'equal':
      return `${start}.toEqual(${check.value})`;
    case 'truthy':
      return `${start}.toBeTruthy()`;
    case 'throws':
      return `${start}.toThrow(${check.value})`;
    case 'length':
      return `${start}.toHaveLength(${check.value})`;
    case 'matches':
      return `${start}.toMatch(${check.value})`;
    case 'includes':
      return `${start}.toContain(${check.value})`;
    case 'instance':
      return `${start}.toBeInstanceOf(${check.value})`;
    case 'type':
      if (check.value.slice(1, -1) === 'array')
        return `expect(Array.isArray(${actual})).toBe(${String(!isNegated)})`;
      return `expect(typeof ${grouped(actual, true)})${isNegated ? '.not' : ''}.toBe(${check.value})`;
    case 'compares':
      return `${start}.toBe${jestSigns[check.sign]}(${check.value})`;
    case 'property':
      return `${start}.toHaveProperty(${[check.name, ...(check.value === undefined ? [] : [check.value])].join(', ')})`;
    case 'close':
      return isNegated
        ? undefined
        : `expect(Math.abs(${grouped(actual, true)} - ${check.value})).toBeLessThan(${check.delta})`;
    default:
      return undefined;
  }
};
