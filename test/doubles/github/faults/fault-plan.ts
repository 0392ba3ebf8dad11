import type { Call, Context, Guard, Spoiler } from '../types.ts';
import type { Fault, FaultAfter, FaultBefore, FaultRule, Fired } from './fault.ts';
import { replyBefore, spoil } from './fault-replies.ts';

/** What a test has of the faults. */
export interface Faults {
  /** Replaces the plan; what was counted and what fired begins anew. */
  readonly plan: (rules: readonly FaultRule[]) => void;
  /** What happened, in order. */
  readonly fired: readonly Fired[];
  /** Throws when a rule never fired: such a test would prove nothing. */
  readonly assertAllFired: () => void;
}

const before: ReadonlySet<Fault['kind']> = new Set<FaultBefore['kind']>([
  'status',
  'secondary-limit',
  'primary-limit',
  'drop',
  'refuse-comment',
]);
const isBefore = (fault: Fault): fault is FaultBefore => before.has(fault.kind);

interface FaultHooks {
  readonly guard: Guard;
  readonly spoiler: Spoiler;
  /** True when a fault answered instead of the double. */
  readonly hasAnswered: (context: Context) => boolean;
}

/** A plan of faults with the hooks that carry it out. Of several rules that hit one request, the first wins. */
export function faultPlan(): Faults & FaultHooks {
  let rules: readonly FaultRule[] = [];
  let counts: number[] = [];
  const fired: Fired[] = [];
  const later = new WeakMap<Context, FaultAfter>();
  const answered = new WeakSet<Context>();

  const note = (context: Context, rule: FaultRule): void => {
    const { number, method, path } = context.call;
    fired.push({ rule: rules.indexOf(rule), kind: rule.fault.kind, number, method, path });
  };

  /** The rules whose turn it is; all that fit count the request. */
  const striking = (context: Context): FaultRule[] =>
    rules.filter((rule, index) => {
      if (!fits(rule, context)) return false;
      const count = (counts[index] ?? 0) + 1;
      counts[index] = count;
      const first = rule.nth ?? 1;
      const times = rule.times ?? (rule.fault.kind === 'refuse-comment' ? Infinity : 1);
      return count >= first && count < first + times;
    });

  return {
    plan(next) {
      rules = next;
      counts = [];
      fired.length = 0;
    },
    fired,
    assertAllFired() {
      const idle = rules.filter((_rule, index) => !fired.some(({ rule }) => rule === index));
      if (idle.length > 0) throw new Error(`never fired: ${idle.map(describeRule).join('; ')}`);
    },
    guard(context) {
      const rule = striking(context)[0];
      if (rule === undefined) return undefined;
      note(context, rule);
      if (!isBefore(rule.fault)) {
        later.set(context, rule.fault);
        return undefined;
      }
      answered.add(context);
      return replyBefore(rule.fault, context.inside.now());
    },
    hasAnswered: (context) => answered.has(context),
    spoiler(context, reply) {
      const fault = later.get(context);
      return fault === undefined ? reply : spoil(fault, reply);
    },
  };
}

function fits({ method, on, body, fault }: FaultRule, { call, route }: Context): boolean {
  if (method !== undefined && method !== call.method) return false;
  if (typeof on === 'string' && on !== route?.path) return false;
  if (on instanceof RegExp && !on.test(call.path)) return false;
  if (fault.kind === 'refuse-comment' && !holdsComment(fault, call)) return false;
  return body === undefined || body.test(call.rawBody);
}

function holdsComment(
  { containing, evenOnFile }: Extract<Fault, { kind: 'refuse-comment' }>,
  call: Call,
): boolean {
  if (call.method !== 'POST' || !/\/pulls\/\d+\/(?:reviews|comments)$/.test(call.path)) return false;
  const { comments, subject_type: subject } = call.body;
  const isSingle = call.path.endsWith('/comments') && (subject !== 'file' || evenOnFile === true);
  const all: unknown[] = Array.isArray(comments) ? comments : isSingle ? [call.body] : [];
  return all.some((one) => String((one as { body?: unknown }).body).includes(containing));
}

function describeRule({ method, on, fault }: FaultRule): string {
  return `${fault.kind} on ${method ?? 'any'} ${on === undefined ? 'path' : String(on)}`;
}
