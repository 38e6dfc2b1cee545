import type { ProblemCard } from '../../contract.ts';
import type { GoodsState } from '../../journal/goods.ts';
import type { JournalView } from '../../journal/view.ts';
import type { PlanCard } from '../../model/goods-view.ts';
import { severityOf } from '../../model/severity.ts';
import { epochMs, type Instant } from '../../model/time.ts';
import { choicesFor, sidesOf, type Home } from './choices.ts';

/** Every product, variant and stock level that needs a person. */
export function goodsProblems(view: JournalView, home: Home, now: Instant): readonly ProblemCard[] {
  const cards: ProblemCard[] = [];
  for (const id of view.asking) {
    const state = view.goods.get(id);
    if (state?.problem !== undefined) cards.push(cardOf({ ...state, problem: state.problem }, home, now));
  }
  return cards;
}

function cardOf(
  { id, name, problem, at, since = at }: GoodsState & { readonly problem: ProblemCard['problem'] },
  home: Home,
  now: Instant,
): ProblemCard {
  return {
    recordId: id,
    recordName: name,
    since,
    total: undefined,
    severity: severityOf(problem.category, epochMs(now) - epochMs(since)),
    problem,
    decisions: [],
    ignorable: false,
    about: 'goods',
    choices: choicesFor(problem, home),
    sides: sidesOf(problem, home),
  };
}

/** Plans that wait for a person, oldest first. */
export const planCards = (view: JournalView): readonly PlanCard[] =>
  [...view.holds.values()]
    .filter(({ approvedBy }) => approvedBy === undefined)
    .map(({ flow, key, since, problem, ids }) => ({
      flow,
      key,
      since,
      problem,
      records: ids.length,
      share: shareOf(problem.details),
    }))
    .toSorted((a, b) => a.since.localeCompare(b.since));

/** Where the plan is held for how many it would change, it tells so in its details. */
function shareOf({ count, of, limit }: Readonly<Record<string, string>>): PlanCard['share'] {
  const share = { count: Number(count), of: Number(of), limit: Number(limit) };
  return Object.values(share).every(Number.isFinite) ? share : undefined;
}
