import type { AgentRequestName, Handlers } from '../contract.ts';
import { goodsFields, type GoodsField } from '../flows/sync-products/fields.ts';
import { valueInWords } from '../flows/sync-products/words.ts';
import type { OwnershipChange } from '../model/owned-field.ts';
import type { Owner } from '../model/ownership.ts';
import type { OwnershipConsequence, OwnershipView } from '../model/ownership-view.ts';
import { knownFields } from '../ownership/fields.ts';
import { ownerName } from '../ownership/rule.ts';
import { ownershipView } from '../ownership/view.ts';
import type { Connection } from './connect.ts';
import type { Home } from './goods/choices.ts';
import type { Goods } from './goods/goods.ts';
import type { createOwnershipChanges } from './ownership-changes.ts';
import type { AgentDeps } from './ports.ts';

type OwnershipRequest = Extract<AgentRequestName, `ownership.${string}`>;

export type OwnershipDeskDeps = {
  readonly deps: Pick<AgentDeps, 'journal' | 'ownership'>;
  readonly changes: ReturnType<typeof createOwnershipChanges>;
  readonly goods: Pick<Goods, 'changed' | 'consequences' | 'features'>;
  readonly connected: (signal: AbortSignal) => Promise<Connection>;
  readonly home: () => Home;
  readonly changed: () => void;
  readonly ending: () => AbortSignal;
};

const isGoodsField = (field: string): field is GoodsField => goodsFields.some(one => one === field);

/** What a person sees and changes of the matrix. */
export function ownershipHandlers(given: OwnershipDeskDeps): Handlers<OwnershipRequest> {
  const { deps, changes, goods, connected, home, changed, ending } = given;
  const { journal, ownership } = deps;

  const view = (): OwnershipView =>
    ownershipView({
      ownership: ownership.current(),
      slip: ownership.slip(),
      changes: journal.view.ownershipChanges,
      erp: home().erp,
      features: goods.features(),
    });

  /** Of a field that no comparison reads only the change itself is told. */
  async function consequencesOf(asked: readonly OwnershipChange[]): Promise<readonly OwnershipConsequence[]> {
    const now = ownership.current();
    const ofGoods = new Map<GoodsField, Owner>();
    for (const { field, rule } of asked)
      if (isGoodsField(field) && rule.owner !== now[field].owner) ofGoods.set(field, rule.owner);
    const signal = ending();
    const found = ofGoods.size === 0 ? undefined : await connected(signal);
    const all = found === undefined ? [] : await goods.consequences(found, Object.fromEntries(ofGoods), signal);
    const { erp, currency } = home();
    return asked.map(({ field, rule }) => {
      const its = all.find(one => one.field === field);
      const { label } = knownFields[field];
      const from = ownerName(now[field].owner, erp);
      const to = ownerName(rule.owner, erp);
      const change = from === to ? `${label}: ${to} as before.` : `${label}: from ${from} to ${to}.`;
      const loser = its === undefined ? '' : ownerName(its.overwrites, erp);
      const differ = its === undefined ? '' : ` ${its.count} ${its.count === 1 ? 'differs' : 'differ'} today`;
      return {
        field,
        count: its?.count ?? 0,
        words:
          its === undefined
            ? `${change}${nothing(rule.owner, from === to)}`
            : `${change}${differ}; ${to}'s will replace ${loser}'s at the next sync.`,
        examples:
          its === undefined
            ? []
            : its.examples.map(({ name, before, after }) => ({
                record: name,
                before: valueInWords(its.field, before, currency),
                after: valueInWords(its.field, after, currency),
              })),
      };
    });
  }

  return {
    'ownership.get': view,
    'ownership.consequences': consequencesOf,
    'ownership.save': async asked => {
      await changes.save(asked, home().erp);
      goods.changed();
      changed();
      return view();
    },
  };
}

const nothing = (owner: Owner, isSame: boolean): string => {
  if (isSame) return '';
  return owner === 'nobody' ? ' Each side keeps its own from then on.' : ' Nothing differs today.';
};
