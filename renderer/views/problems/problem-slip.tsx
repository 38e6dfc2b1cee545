import { Button } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { ProblemCard } from '../../../core/contract.ts';
import { useAgent, useErpName, useSnapshot } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { Names } from '../../parts/names.tsx';
import { StateTag } from '../../parts/state-mark.tsx';
import { Technical } from '../../parts/technical.tsx';
import { ifGoodsLeft, kindOfGoods } from '../../goods-words.ts';
import { hrefOfRecord } from '../../route.ts';
import { ifLeft, markOfProblem, severityWords } from '../../words.ts';
import { useRetryCards } from '../retry-cards.ts';
import { AlsoWaiting } from './also-waiting.tsx';
import { Ignore, mayBeIgnored } from './ignore.tsx';
import { WhatToDo } from './what-to-do.tsx';

type Props = {
  readonly card: ProblemCard;
  readonly opened: boolean;
  /** Selects orders in the list. */
  readonly onSelect: (ids: readonly string[]) => void;
  /** Which slip shall lead to its mapping field rather than to its title. */
  readonly toMapRef: RefObject<string | undefined>;
};

/** What happened to which order, why, what to do, and what happens otherwise. */
export function ProblemSlip({ card, opened, onSelect, toMapRef }: Props) {
  const { recordId, recordName, since, severity, problem } = card;
  const [ignoring, setIgnoring] = useState(false);
  const { link } = useAgent();
  const { light } = useSnapshot();
  const erp = useErpName();
  const format = useFormats();
  const retry = useRetryCards();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!opened) return;
    const slip = title.current?.closest('article');
    const field = toMapRef.current === recordId ? slip?.querySelector<HTMLElement>('input[data-mapping]') : undefined;
    toMapRef.current = undefined;
    (field ?? title.current)?.focus();
  }, [opened, recordId, toMapRef]);
  const live = link === 'live';
  return (
    <article className="problem" data-record={recordId} aria-labelledby="problem-title" onKeyDown={backToList}>
      <div className="scroll">
        <p className="row sm mut">
          <StateTag mark={markOfProblem[problem.category]} />
          <span>
            {card.about === 'order' ? 'Order' : kindOfGoods(recordId)} <a href={hrefOfRecord(card)}>{recordName}</a>
          </span>
          <span className={severity === 'critical' ? 'urgent' : ''}>{severityWords[severity]}</span>
          <time className="end" dateTime={since} title={format.full(since)}>
            Since {format.short(since)}, {format.age(since)}
          </time>
        </p>
        <h2 className="say" id="problem-title" ref={title} tabIndex={-1}>
          <Names text={problem.title} />
        </h2>
        <p className="lead">
          <Names text={problem.explanation} />
        </p>
        <WhatToDo card={card} />
        <AlsoWaiting card={card} onSelect={onSelect} />
        <p className="sm mut">
          <b>If you leave it:</b>{' '}
          {card.about === 'order'
            ? ifLeft(problem.category, recordName, erp, light)
            : ifGoodsLeft(problem.category, recordName, erp)}
        </p>
        <Technical details={{ Kind: `${problem.category}, ${problem.code}`, ...problem.details }} />
      </div>
      <footer>
        <BusyButton
          icon="sync"
          kind={problem.missing.length + card.decisions.length + card.choices.length === 0 ? 'filled' : 'default'}
          disabled={!live}
          onPress={() => retry([card])}
        >
          {card.about === 'order' ? `Retry ${recordName}` : 'Compare again'}
        </BusyButton>
        <span className="xs dim hint">
          {live ? 'Looks at both systems again and tries now.' : 'Counterfoil has to answer first.'}
        </span>
        {mayBeIgnored(card) && (
          <Button variant="subtle" className="end" disabled={!live} onClick={() => setIgnoring(true)}>
            Ignore…
          </Button>
        )}
      </footer>
      {ignoring && <Ignore cards={[card]} onDone={() => setIgnoring(false)} />}
    </article>
  );
}

/** Esc closes the top layer: from the slip back to its row. */
function backToList(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  document.querySelector<HTMLElement>('.list a[aria-current]')?.focus();
}
