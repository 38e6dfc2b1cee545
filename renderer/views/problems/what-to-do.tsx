import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ProblemCard } from '../../../core/contract.ts';
import type { Decision } from '../../../core/model/problem.ts';
import { useAgent, useErpName } from '../../agent.tsx';
import { Ask } from '../../parts/ask.tsx';
import { Counterfoil } from '../../parts/counterfoil.tsx';
import { Names } from '../../parts/names.tsx';
import { markOfProblem } from '../../words.ts';
import { useDecide } from '../retry.ts';
import { Choices } from './choices.tsx';
import { MapIt } from './map-it.tsx';
import { Sides } from './sides.tsx';

/** The counterfoil that asks: the next step, and the controls that take it. */
export function WhatToDo({ card }: { card: ProblemCard }) {
  const { problem, decisions, choices, sides } = card;
  const stub = (
    <>
      <p className="xs mut">What to do</p>
      <p className="b">
        {problem.missing.length > 0
          ? 'Tell us once'
          : decisions.length + choices.length > 0
            ? 'Decide'
            : 'Put it right'}
      </p>
    </>
  );
  return (
    <Counterfoil className="fix" mark={markOfProblem[problem.category]} label="What to do" stub={stub}>
      <p>
        <Names text={problem.nextStep} />
      </p>
      {sides && <Sides sides={sides} />}
      {choices.length > 0 && <Choices card={card} filled />}
      {problem.missing.map((missing, index) => (
        <MapIt key={JSON.stringify(missing)} missing={missing} first={index === 0} />
      ))}
      {decisions.length > 0 && (
        <div className="row">
          {decisions.map(decision => (
            <Decide key={decision} card={card} decision={decision} />
          ))}
        </div>
      )}
    </Counterfoil>
  );
}

type Words = {
  readonly button: string;
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
};
const words = (decision: Decision, order: string, erp: string): Words => {
  switch (decision) {
    case 'accept-risk':
      return {
        button: 'Import it anyway…',
        title: `Import ${order} anyway?`,
        text: `${erp} then gets ${order} like any other order, whatever Shopify thinks of it. Your decision is kept in History.`,
        yes: `Import ${order}`,
        no: 'Keep it held',
      };
    case 'leave-as-is':
      return {
        button: 'Leave as it is…',
        title: `Leave ${order} as it is?`,
        text: `${erp} keeps its document and Shopify keeps its order, although they differ. Your decision is kept in History.`,
        yes: `Leave ${order} as it is`,
        no: 'Keep it here',
      };
    case 'post-again':
      return {
        button: 'Post it again…',
        title: `Post ${order} again?`,
        text: `${erp} gets a new document for ${order}. Do this only if there is none: what was entered by hand would be in the books twice.`,
        yes: `Post ${order} again`,
        no: 'Keep it here',
      };
    default:
      return decision satisfies never;
  }
};

function Decide({ card, decision }: { card: ProblemCard; decision: Decision }) {
  const { link } = useAgent();
  const erp = useErpName();
  const decide = useDecide();
  const [asking, setAsking] = useState(false);
  const { button, title, text, yes, no } = words(decision, card.recordName, erp);
  const agree = () => {
    setAsking(false);
    void decide(card.recordId, decision);
  };
  return (
    <>
      <Button variant="outline" disabled={link !== 'live'} onClick={() => setAsking(true)}>
        {button}
      </Button>
      {asking && (
        <Ask title={title} yes={yes} no={no} onYes={agree} onNo={() => setAsking(false)}>
          <p>{text}</p>
        </Ask>
      )}
    </>
  );
}
