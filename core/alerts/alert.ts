import { mostAtOnce, type ProblemCard, type RequestName, type AgentSnapshot } from '../contract.ts';
import { causeOf } from '../model/cause.ts';
import { grouped } from '../model/grouped.ts';
import { severityOf, type Severity } from '../model/severity.ts';
import { epochMs, type Instant } from '../model/time.ts';
import { bannerWords, problemWords, type Words } from './words.ts';

/** One thing a person should know of, however many orders it holds up. */
export type Alert = Words & {
  /** The same for all that one remedy mends, today and after a restart. */
  readonly cause: string;
  /** Something stands still until a person acts, rather than one or more orders that wait. */
  readonly hasFailed: boolean;
  readonly severity: Severity;
  readonly since: Instant | undefined;
  /** Ids of the orders or goods that wait for it; empty: it is about the whole agent. */
  readonly orders: readonly string[];
  /** What may be tried at once. */
  readonly button:
    { readonly words: string; readonly request: RequestName; readonly args: readonly unknown[] } | undefined;
};

const rank: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, note: 2 };
const groupOf = ({ problem, about }: ProblemCard): string =>
  `${about === 'order' ? '' : `${about} `}${problem.category} ${causeOf({ ...problem, missing: problem.missing.slice(0, 1) })}`;

/** What a snapshot says that is worth telling, worst first: nothing for success, one for each cause. */
export function alertsOf(snapshot: AgentSnapshot): readonly Alert[] {
  const { problems, erp } = snapshot;
  const groups = grouped(problems, groupOf);
  const alone = groups.size === 1;
  const ofProblems = [...groups].map(([cause, cards]) => ofCause(cause, cards, erp?.name ?? 'The ERP', alone));
  return [...ofBanners(snapshot), ...ofPlans(snapshot), ...ofProblems].toSorted(
    (a, b) => Number(b.hasFailed) - Number(a.hasFailed) || rank[a.severity] - rank[b.severity],
  );
}

function ofCause(cause: string, cards: readonly ProblemCard[], erp: string, alone: boolean): Alert {
  const orders = cards.map(({ recordId }) => recordId);
  const worst = cards.map(({ severity }) => severity).toSorted((a, b) => rank[a] - rank[b])[0] ?? 'note';
  const isForDecision = cards.some(({ decisions, choices }) => decisions.length + choices.length > 0);
  const isOfGoods = cards.some(({ about }) => about === 'goods');
  return {
    cause,
    ...problemWords(cards, erp, alone),
    hasFailed: false,
    severity: worst,
    since: cards[0]?.since,
    orders,
    button: isForDecision
      ? undefined
      : { words: 'Retry', request: isOfGoods ? 'goods.retry' : 'orders.retry', args: [orders.slice(0, mostAtOnce)] },
  };
}

/** A held plan waits for a person's look; nothing was damaged. */
const ofPlans = ({ plans, now }: AgentSnapshot): readonly Alert[] =>
  plans.map(({ flow, key, since, problem }) => ({
    cause: `plan ${flow} ${key}`,
    title: problem.title,
    text: problem.explanation,
    hasFailed: false,
    severity: severityOf(problem.category, epochMs(now) - epochMs(since)),
    since,
    orders: [],
    button: undefined,
  }));

const ofBanners = ({ banners, now }: AgentSnapshot): readonly Alert[] =>
  banners.flatMap(banner => {
    const { code, severity, since, button } = banner;
    if (severity === 'note') return [];
    const hasFailed = severity === 'failed';
    const ageMs = since === undefined ? 0 : epochMs(now) - epochMs(since);
    return {
      cause: `agent ${code}`,
      ...bannerWords(banner),
      hasFailed,
      severity: hasFailed ? 'critical' : severityOf('transient', ageMs),
      since,
      orders: [],
      button: button && { ...button, args: [] },
    };
  });
