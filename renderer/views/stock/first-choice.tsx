import { Button } from '@mantine/core';
import { useState } from 'react';
import type { StockLocation } from '../../../core/model/goods-view.ts';
import { useAgent, useErpName } from '../../agent.tsx';
import { count, plural } from '../../format.ts';
import { Ask } from '../../parts/ask.tsx';
import { Counterfoil } from '../../parts/counterfoil.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { refused, useToast } from '../../parts/toast.tsx';

type Props = {
  readonly location: StockLocation;
  /** How many levels would change. */
  readonly differ: number;
};

/** Both sides were never compared here: whose figures it starts with is a person's choice, and nothing is written before. */
export function FirstChoice({ location: { id, name }, differ }: Props) {
  const { api, link } = useAgent();
  const erp = useErpName();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const start = async () => {
    setAsking(false);
    const reply = await api.request('goods.choose', id, 'use-erp');
    toast(
      reply.ok
        ? { mark: 'ok', words: `${name} starts with ${erp}’s figures. Each change has its stub in History.` }
        : refused(reply.failure),
    );
  };
  const changes = plural(differ, 'stock level');
  const stub = (
    <>
      <StateMark mark="warn" size={28} />
      <p className="b">First time</p>
      <p className="xs mut">Nothing is written here yet</p>
    </>
  );
  return (
    <Counterfoil className="plan first-choice" mark="warn" label={`What ${name} starts with`} stub={stub}>
      <h3>What does {name} start with?</h3>
      <p className="mut measure">
        Shopify and {erp} have different figures, and neither was ever told the other’s. Both stand below, side by side.
        Until you choose, Shopify keeps its own. If {erp}’s count is the one that is wrong, correct it there and compare
        again.
      </p>
      <div className="row">
        <Button variant="outline" disabled={link !== 'live'} onClick={() => setAsking(true)}>
          Start with {erp}’s figures ({count(differ)} would change)…
        </Button>
        {link !== 'live' && <span className="xs dim">Counterfoil has to answer first.</span>}
      </div>
      {asking && (
        <Ask
          title={`Start ${name} with ${erp}’s figures?`}
          yes={`Change ${changes}`}
          no="Not yet"
          onYes={() => void start()}
          onNo={() => setAsking(false)}
        >
          <p>
            {changes} in Shopify {differ === 1 ? 'becomes' : 'become'} what {erp} has, less what is kept back. Each
            keeps its stub with the figure from before, and can be taken back in History.
          </p>
        </Ask>
      )}
    </Counterfoil>
  );
}
