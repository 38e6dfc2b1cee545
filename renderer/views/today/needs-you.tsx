import { sum, type Money } from '../../../core/model/money.ts';
import type { ProblemCard, Snapshot } from '../../../core/contract.ts';
import { causeOf } from '../../../core/model/cause.ts';
import { grouped } from '../../../core/model/grouped.ts';
import { listed } from '../../../core/model/listed.ts';
import { useOnlyWatches, useSnapshot } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { count, plural } from '../../format.ts';
import type { PlanCard } from '../../../core/model/goods-view.ts';
import { useAsOf } from '../../parts/as-of.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Amounts } from '../../parts/figures.tsx';
import { Names } from '../../parts/names.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { planId } from '../../goods-words.ts';
import { hrefOf } from '../../route.ts';
import { markOfProblem, secondLine, severityWords } from '../../words.ts';

const atMost = 5;

type Cause = { readonly first: ProblemCard; readonly cards: readonly ProblemCard[] };

/** What one remedy sets free stands together, the oldest first. */
const causesOf = (problems: readonly ProblemCard[]): readonly Cause[] =>
  [...grouped(problems, ({ problem }) => causeOf(problem)).values()].flatMap(cards =>
    cards[0] ? [{ first: cards[0], cards }] : [],
  );

/** What waits, the largest part of the orders first. */
const moneyOf = (cards: readonly ProblemCard[]): readonly Money[] =>
  [
    ...grouped(
      cards.flatMap(({ total }) => total ?? []),
      ({ currency }) => currency,
    ),
  ]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([currency, amounts]) => sum(amounts, currency));

export function NeedsYou() {
  const { problems, plans } = useSnapshot();
  const asOf = useAsOf();
  const causes = causesOf(problems);
  const open = problems.length + plans.length;
  return (
    <section className="card" aria-labelledby="needs-you">
      <header>
        <h2 id="needs-you">Needs you</h2>
        {asOf !== undefined && open > 0 && <span className="xs dim">{asOf}</span>}
        {causes.length + plans.length > atMost && (
          <a className="sm end" href={hrefOf('problems')}>
            All {count(open)}
          </a>
        )}
      </header>
      {open === 0 ? (
        <Nobody />
      ) : (
        <ul className="needs">
          {plans.slice(0, atMost).map(plan => (
            <Held key={planId(plan)} plan={plan} />
          ))}
          {causes.slice(0, Math.max(0, atMost - plans.length)).map(cause => (
            <Row key={cause.first.recordId} cause={cause} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Nothing waits, but only what was looked at and is written can be called settled. */
function Nobody() {
  const { now, watched, running, lastRun } = useSnapshot();
  const onlyWatches = useOnlyWatches();
  const format = useFormats();
  if (running && lastRun === undefined)
    return <Empty title="Looking…">What needs you is told here as soon as it is found.</Empty>;
  if (watched) return <Empty title="Nothing is written while Counterfoil only watches">{wouldWait(watched)}</Empty>;
  if (onlyWatches)
    return <Empty title="Nothing is written while Counterfoil only watches">No order has been looked at yet.</Empty>;
  return (
    <Empty well title="Nothing needs you">
      Everything is settled as of {format.time(now)}.
    </Empty>
  );
}

/** "3 orders would wait: Odoo does not know CDL-FIG-220 (2), ..." */
function wouldWait({ rows, waits }: NonNullable<Snapshot['watched']>): string {
  const orders = rows.find(({ outcome }) => outcome === 'waits')?.orders ?? 0;
  if (orders === 0) return 'No order would wait for you.';
  const why = waits.map(({ title, orders: many }) => (waits.length === 1 ? title : `${title} (${count(many)})`));
  return `${plural(orders, 'order')} would wait: ${listed(why, 2)}.`;
}

function Held({ plan }: { plan: PlanCard }) {
  const format = useFormats();
  const { since, problem } = plan;
  return (
    <li>
      <StateMark mark={markOfProblem[problem.category]} />
      <div>
        <a className="b" href={hrefOf('problems', planId(plan))}>
          <Names text={problem.title} />
        </a>
        <p className="sm mut one-line">{problem.explanation}</p>
      </div>
      <p className="xs dim waits">
        <time dateTime={since} title={format.full(since)}>
          {format.age(since)}
        </time>
      </p>
    </li>
  );
}

function Row({ cause: { first, cards } }: { cause: Cause }) {
  const format = useFormats();
  const { recordId, recordName, since, problem } = first;
  const isUrgent = cards.some(({ severity }) => severity === 'critical');
  return (
    <li>
      <StateMark mark={markOfProblem[problem.category]} />
      <div>
        <a className="b" href={hrefOf('problems', recordId)}>
          <Names text={problem.title} />
        </a>
        <p className="sm mut one-line">
          {isUrgent && <span className="urgent">{severityWords.critical} </span>}
          {cards.length === 1
            ? secondLine(recordName, problem)
            : `${first.about === 'order' ? 'Orders ' : ''}${listed(
                cards.map(card => card.recordName),
                2,
              )} wait.`}
        </p>
      </div>
      <p className="xs dim waits">
        <time dateTime={since} title={format.full(since)}>
          {format.age(since)}
        </time>
        <Amounts money={moneyOf(cards)} />
      </p>
    </li>
  );
}
