import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ProblemCard } from '../../../core/contract.ts';
import type { GoodsChoice } from '../../../core/model/goods-view.ts';
import { useAgent } from '../../agent.tsx';
import { Ask } from '../../parts/ask.tsx';
import { BusyButton } from '../../parts/busy-button.tsx';
import { useChoose } from '../goods-acts.ts';

type Props = {
  readonly card: ProblemCard;
  /** The first choice is the one filled button of the screen. */
  readonly filled?: boolean;
};

/** What a person may choose for goods, the recommended one first. */
export function Choices({ card, filled = false }: Props) {
  const { link } = useAgent();
  const sorted = card.choices.toSorted((a, b) => Number(b.isFirst) - Number(a.isFirst));
  return (
    <div className="row choices">
      {sorted.map(choice => (
        <Choice key={choice.choice} card={card} choice={choice} filled={filled} />
      ))}
      {link !== 'live' && <span className="xs dim">Counterfoil has to answer first.</span>}
    </div>
  );
}

function Choice({ card, choice, filled }: { card: ProblemCard; choice: GoodsChoice; filled: boolean }) {
  const { link } = useAgent();
  const choose = useChoose();
  const [asking, setAsking] = useState(false);
  const { words, isFirst, isGrave } = choice;
  const agree = () => {
    setAsking(false);
    void choose(card, choice);
  };
  if (!isGrave)
    return (
      <BusyButton
        icon="check"
        kind={isFirst ? (filled ? 'filled' : 'outline') : 'default'}
        disabled={link !== 'live'}
        onPress={() => choose(card, choice)}
      >
        {words}
      </BusyButton>
    );
  return (
    <>
      <Button variant={isFirst ? 'outline' : 'subtle'} disabled={link !== 'live'} onClick={() => setAsking(true)}>
        {words}…
      </Button>
      {asking && (
        <Ask title={`${words}?`} yes={words} no="Keep it here" onYes={agree} onNo={() => setAsking(false)}>
          <p className="b">{card.problem.title}</p>
          <p className="mut">{card.problem.explanation} Your choice is kept in History.</p>
        </Ask>
      )}
    </>
  );
}
