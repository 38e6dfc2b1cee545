import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { PlanCard } from '../../../core/model/goods-view.ts';
import { useErpName } from '../../agent.tsx';
import { isStart } from '../../goods-words.ts';
import { Icon } from '../../parts/icon.tsx';
import { hrefOf } from '../../route.ts';
import { PlanSlip } from '../plans/plan-slip.tsx';

/** A held plan as the problem that is looked at. */
export function PlanProblem({ plan, opened }: { plan: PlanCard; opened: boolean }) {
  const erp = useErpName();
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const title = here.current?.querySelector<HTMLElement>('.plan h2');
    title?.setAttribute('tabindex', '-1');
    if (opened) title?.focus();
  }, [opened]);
  return (
    <div className="scroll" ref={here}>
      <PlanSlip
        plan={plan}
        isFirst
        look={
          plan.flow === 'export-stock' && (
            <Button
              component="a"
              variant={isStart(plan) ? 'filled' : 'default'}
              leftSection={<Icon name="stock" />}
              href={hrefOf('stock')}
            >
              {isStart(plan) ? 'Compare and choose in Stock' : 'Look at it in Stock'}
            </Button>
          )
        }
      />
      <p className="sm mut">
        <b>If you leave it:</b> nothing of it is written. Shopify and {erp} keep what they have, and the rest goes on.
      </p>
    </div>
  );
}
