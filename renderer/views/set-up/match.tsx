import { useEffect, useId } from 'react';
import type { Missing } from '../../../core/model/problem.ts';
import type { Need, SetupView } from '../../../core/model/setup.ts';
import { useAgent } from '../../agent.tsx';
import { count, plural } from '../../format.ts';
import { ErpChoice } from '../../parts/erp-choice.tsx';
import { Icon } from '../../parts/icon.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { refused, useToast } from '../../parts/toast.tsx';
import { missingWords } from '../../words.ts';
import { Continue, StepFrame } from './step-frame.tsx';

/** In the order in which whoever knows the ERP thinks of them. */
const groups: readonly { readonly title: string; readonly kinds: readonly Missing['kind'][] }[] = [
  { title: 'Locations', kinds: ['location'] },
  { title: 'VAT', kinds: ['tax'] },
  { title: 'Payments', kinds: ['payment-method'] },
  { title: 'Delivery and other lines without a SKU', kinds: ['special-item'] },
  { title: 'Countries', kinds: ['country'] },
  { title: 'Customers', kinds: ['walk-in-customer', 'customer'] },
  { title: 'Products whose SKU the ERP does not know', kinds: ['item'] },
];
const mostShown = 50;

/** What the two systems call a thing: suggested where one fits, and a person's choice in the end. */
export function Match({ setup }: { setup: SetupView }) {
  const { api } = useAgent();
  const { needs, look } = setup;
  useEffect(() => {
    if (look.state === 'none') void api.request('setup.look');
  }, [api, look.state]);
  const open = needs.filter(({ code }) => code === undefined).length;
  const doubtful = needs.filter(need => need.otherRate !== undefined).length;
  const lead =
    look.state === 'reading'
      ? 'Both sides are being read; this list comes when that is done.'
      : needs.length === 0
        ? 'The orders of the last 60 days need nothing matched. What comes up later is asked for then.'
        : doubtful > 0
          ? `Look at VAT again: ${plural(doubtful, 'rate')} ${doubtful === 1 ? 'is' : 'are'} mapped to a tax of another rate. Orders with it will wait.`
          : open === 0
            ? 'Everything that your orders need has its place. Change what is wrong.'
            : `We matched what we could. ${plural(open, 'thing')} ${open === 1 ? 'is' : 'are'} left to you, now or later.`;
  return (
    <StepFrame title="Does this look right?" lead={lead} back="look" actions={<Continue to="preview" />}>
      {groups.map(({ title, kinds }) => {
        const mine = needs.filter(({ missing }) => kinds.includes(missing.kind));
        return mine.length === 0 ? null : (
          <section key={title} className="matching" aria-label={title}>
            <h2>{title}</h2>
            <ul>
              {mine.slice(0, mostShown).map(need => (
                <Row key={JSON.stringify(need.missing)} need={need} />
              ))}
            </ul>
            {mine.length > mostShown && (
              <p className="sm mut">
                And {count(mine.length - mostShown)} more: their orders will wait, and each asks for its own.
              </p>
            )}
          </section>
        );
      })}
    </StepFrame>
  );
}

function Row({ need: { missing, orders, code, label, why, otherRate } }: { need: Need }) {
  const { api } = useAgent();
  const toast = useToast();
  const id = useId();
  const { thing } = missingWords(missing, 'the ERP');
  const choose = async (chosen: string) => {
    const reply = await api.request('setup.match', missing, chosen);
    if (!reply.ok) toast(refused(reply.failure));
  };
  return (
    <li>
      <span>
        <span className="thing">{missing.kind === 'item' ? `${missing.sku}, ${missing.title}` : thing}</span>
        <span className="xs dim">
          {missing.kind === 'tax' && `prices ${missing.pricesIncludeTax ? 'with' : 'without'} VAT, `}
          {plural(orders, 'order')}
        </span>
      </span>
      <Icon name="right" />
      <ErpChoice
        key={code}
        id={id}
        name={`${thing} in the ERP`}
        missing={missing}
        code={code ?? null}
        label={label}
        ask="setup.choices"
        onChange={chosen => void choose(chosen)}
      />
      <span className={code === undefined || otherRate !== undefined ? 'sm urgent' : 'sm mut'}>
        {otherRate !== undefined && <StateMark mark="warn" size={14} />} {why}
      </span>
    </li>
  );
}
