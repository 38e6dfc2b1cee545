import type { Money } from '../../core/model/money.ts';
import { moneyInWords } from '../../core/model/money-words.ts';
import { useAgent } from '../agent.tsx';

/** An amount as the shop writes it. */
export function useMoneyWords(): (amount: Money) => string {
  const home = useAgent().snapshot?.shop?.currency;
  return amount => moneyInWords(amount, home);
}

/** Amounts of several currencies, one a line. */
export function Amounts({ money }: { money: readonly Money[] }) {
  const words = useMoneyWords();
  return money.map(amount => (
    <span key={amount.currency} className="amount">
      {words(amount)}
    </span>
  ));
}

/** What is left over when two sides are compared: the double rule stands under nothing, and only there. */
export const Agree = ({ agrees, words }: { agrees: boolean; words: string }) => (
  <span className={agrees ? 'agree' : 'differs'}>{words}</span>
);
