'use strict';

/**
 * Gives a realm another time, before any test or source is loaded. Timers and `performance` go on, so that nothing that
 * waits hangs. Stands alone: its text is run in other realms too.
 */
function setClock(realm, kind, time) {
  const Real = realm.Date;
  const realNow = Real.now;
  const start = realNow();
  const now = kind === 'frozen' ? () => time : () => time + realNow() - start;
  const clock = new Proxy(Real, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new Real(now()).toString(),
  });
  // On the real one: whoever replaces `Date.now` in a test, through the proxy, gets what they put there.
  Real.now = now;
  Real.prototype.constructor = clock;
  realm.Date = clock;
}

module.exports = { setClock };
