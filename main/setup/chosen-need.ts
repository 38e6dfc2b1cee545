import { choiceKindFor } from '../../core/agent/mapping-choices.ts';
import type { Need } from '../../core/model/setup.ts';
import { otherRate, percent } from '../../core/model/tax-rate.ts';
import type { Erp } from '../../core/ports.ts';

/** What is needed with what a person chose for it, and a warning where that is a tax of another rate. */
export async function chosenNeed(
  erp: Pick<Erp, 'choices'>,
  need: Need,
  code: string | null,
  why: string,
  signal: AbortSignal,
): Promise<Need> {
  const { missing, orders } = need;
  if (code === null) return { missing, orders, code: undefined, label: undefined, why };
  const found = (await erp.choices(choiceKindFor(missing), code, signal)).find(choice => choice.code === code);
  const chosen: Need = { missing, orders, code, label: found?.label, why };
  if (missing.kind !== 'tax') return chosen;
  const rate = otherRate(missing.rate, found?.tax?.rate);
  return rate === undefined
    ? chosen
    : { ...chosen, otherRate: rate, why: `another rate: ${percent(rate)} instead of ${percent(missing.rate)}` };
}
