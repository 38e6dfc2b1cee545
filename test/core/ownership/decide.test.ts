import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conflictRules, owners, type ConflictRule, type Owner } from '../../../core/model/ownership.ts';
import { decide, type ChangedAt, type FieldDecision, type Held, type Side } from '../../../core/ownership/decide.ts';

type Situation = {
  readonly owner: Owner;
  readonly onConflict: ConflictRule;
  readonly held: Held;
  readonly changedAt: ChangedAt;
  readonly choice: Side | undefined;
};

/** Three values that differ, and no time, an early one, the same in other words, a late one: every pattern there is. */
const values = ['a', 'b', null] as const;
const agreed = ['a', 'b', null, undefined] as const;
const times = [undefined, '2026-11-26T09:00:00Z', '2026-11-26T09:00:00.000Z', '2026-11-26T09:00:01Z'] as const;
const choices = [undefined, 'shopify', 'erp'] as const;

function* everySituation(): Generator<Situation> {
  for (const owner of owners)
    for (const onConflict of conflictRules)
      for (const before of agreed)
        for (const shopify of values)
          for (const erp of values)
            for (const ours of times)
              for (const theirs of times)
                for (const choice of choices)
                  yield {
                    owner,
                    onConflict,
                    held: { agreed: before, shopify, erp },
                    changedAt: { shopify: ours, erp: theirs },
                    choice,
                  };
}
const all = [...everySituation()];

const anyValue = fc.option(fc.string({ maxLength: 3 }));
const anyTime = fc.option(
  fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(1) }).map(date => date.toISOString()),
  { nil: undefined },
);
const anySituation: fc.Arbitrary<Situation> = fc.record({
  owner: fc.constantFrom(...owners),
  onConflict: fc.constantFrom(...conflictRules),
  held: fc.record({ agreed: fc.option(anyValue, { nil: undefined }), shopify: anyValue, erp: anyValue }),
  changedAt: fc.record({ shopify: anyTime, erp: anyTime }),
  choice: fc.constantFrom(...choices),
});

/** In every combination, and for any texts and times. */
function holds(property: (given: Situation) => void): void {
  for (const given of all) property(given);
  fc.assert(fc.property(anySituation, property), { numRuns: 500 });
}

const decided = ({ owner, onConflict, held, changedAt, choice }: Situation): FieldDecision =>
  decide({ owner, onConflict }, held, changedAt, choice);

/** Both sides after the decision was carried out. */
const applied = (held: Held, decision: FieldDecision): Held =>
  decision.kind === 'write' ? { ...held, [decision.to]: decision.value, agreed: decision.value } : held;

const swapSide = (side: Owner): Owner => (side === 'shopify' ? 'erp' : side === 'erp' ? 'shopify' : 'nobody');
const swapChoice = (side: Side | undefined): Side | undefined =>
  side === undefined ? undefined : side === 'erp' ? 'shopify' : 'erp';
const swapTimes = ({ shopify, erp }: ChangedAt): ChangedAt => ({ shopify: erp, erp: shopify });

test('nothing is written to a side that has the value already, and what is written stands on the other side', () => {
  holds(given => {
    const decision = decided(given);
    if (decision.kind !== 'write') return;
    expect(given.held[decision.to]).not.toBe(decision.value);
    expect([given.held.shopify, given.held.erp]).toContain(decision.value);
  });
});

test("what is nobody's is left as it is, whatever a person chose", () => {
  holds(given => {
    expect(decided(given).kind === 'left').toBe(given.owner === 'nobody');
  });
});

test('afterwards both sides hold the same, or a person must choose, or it is never synced', () => {
  holds(given => {
    const decision = decided(given);
    const after = applied(given.held, decision);
    if (decision.kind === 'same' || decision.kind === 'write') expect(after.shopify).toBe(after.erp);
    else expect(after).toEqual(given.held);
  });
});

test('the echo of an own write is no change: looked at again, there is nothing to do', () => {
  holds(given => {
    const decision = decided(given);
    if (decision.kind !== 'write') return;
    expect(decided({ ...given, held: applied(given.held, decision) })).toEqual({ kind: 'same' });
  });
});

test('the same given decides the same, and depends on no side: swapped, it decides the other way round', () => {
  holds(given => {
    const decision = decided(given);
    expect(decided(given)).toEqual(decision);
    const { shopify, erp } = given.held;
    const swapped = decided({
      ...given,
      owner: swapSide(given.owner),
      held: { ...given.held, shopify: erp, erp: shopify },
      changedAt: swapTimes(given.changedAt),
      choice: swapChoice(given.choice),
    });
    expect(swapped).toEqual(decision.kind === 'write' ? { ...decision, to: swapSide(decision.to) } : decision);
  });
});

test("where the owner wins, the other side's value never stays nor travels, and nobody is asked", () => {
  holds(given => {
    if (given.owner === 'nobody' || given.onConflict !== 'owner-wins') return;
    const after = applied(given.held, decided(given));
    expect([after.shopify, after.erp]).toEqual([given.held[given.owner], given.held[given.owner]]);
  });
});

test("where a person is asked, the other side's change goes nowhere before they chose", () => {
  holds(given => {
    const { owner, onConflict, held } = given;
    if (owner === 'nobody' || onConflict !== 'hold-and-ask' || held.agreed === undefined) return;
    const other = owner === 'erp' ? 'shopify' : 'erp';
    const isOpen = held.shopify !== held.erp && held[other] !== held.agreed;
    expect(decided({ ...given, choice: undefined }).kind === 'conflict').toBe(isOpen);
    if (isOpen && given.choice !== undefined)
      expect(decided(given)).toMatchObject({ kind: 'write', value: held[given.choice], because: 'chosen' });
  });
});

test('a choice settles a conflict and changes nothing else', () => {
  holds(given => {
    const without = decided({ ...given, choice: undefined });
    if (without.kind !== 'conflict') expect(decided(given)).toEqual(without);
    else if (given.choice !== undefined) expect(decided(given).kind).toBe('write');
  });
});

const erpOwns = (onConflict: ConflictRule) => ({ owner: 'erp', onConflict }) as const;
const both: Held = { agreed: '14.00', shopify: '15.50', erp: '14.95' };
const shopAlone: Held = { agreed: '14.00', shopify: '15.50', erp: '14.00' };

test.each<[string, ConflictRule, Held, ChangedAt, FieldDecision]>([
  [
    'the owner alone changed it',
    'hold-and-ask',
    { agreed: '14.00', shopify: '14.00', erp: '14.95' },
    {},
    { kind: 'write', to: 'shopify', value: '14.95', because: 'owner-changed' },
  ],
  [
    'it was never agreed',
    'hold-and-ask',
    { agreed: undefined, shopify: '15.50', erp: '14.95' },
    {},
    { kind: 'write', to: 'shopify', value: '14.95', because: 'first-contact' },
  ],
  [
    'the owner emptied it',
    'hold-and-ask',
    { agreed: '14.00', shopify: '14.00', erp: null },
    {},
    { kind: 'write', to: 'shopify', value: null, because: 'owner-changed' },
  ],
  [
    'it was agreed to be empty, and the other side filled it',
    'hold-and-ask',
    { agreed: null, shopify: '15.50', erp: null },
    {},
    { kind: 'conflict' },
  ],
  [
    'the other side alone changed it, the owner wins',
    'owner-wins',
    shopAlone,
    {},
    { kind: 'write', to: 'shopify', value: '14.00', because: 'owner-wins' },
  ],
  ['the other side alone changed it, a person is asked', 'hold-and-ask', shopAlone, {}, { kind: 'conflict' }],
  [
    'the other side alone changed it, the newest wins',
    'newest-wins',
    shopAlone,
    {},
    { kind: 'write', to: 'erp', value: '15.50', because: 'newest-wins' },
  ],
  [
    'both changed it, the newest wins',
    'newest-wins',
    both,
    { shopify: '2026-11-26T09:12:00Z', erp: '2026-11-26T17:40:00Z' },
    { kind: 'write', to: 'shopify', value: '14.95', because: 'newest-wins' },
  ],
  [
    'both changed it, one time is not known',
    'newest-wins',
    both,
    { erp: '2026-11-26T17:40:00Z' },
    { kind: 'conflict' },
  ],
  [
    'both changed it at the same time',
    'newest-wins',
    both,
    { shopify: '2026-11-26T17:40:00.000Z', erp: '2026-11-26T17:40:00Z' },
    { kind: 'conflict' },
  ],
  ['both changed it to the same', 'hold-and-ask', { ...both, shopify: '14.95' }, {}, { kind: 'same' }],
])('%s', (_what, onConflict, held, changedAt, decision) => {
  expect(decide(erpOwns(onConflict), held, changedAt)).toEqual(decision);
});
