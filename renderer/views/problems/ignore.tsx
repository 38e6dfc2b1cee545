import { useId, useState, type KeyboardEvent } from 'react';
import type { ProblemCard } from '../../../core/contract.ts';
import { longestReason, reasonFrom } from '../../../core/model/reason.ts';
import { useErpName } from '../../agent.tsx';
import { plural } from '../../format.ts';
import { Ask } from '../../parts/ask.tsx';
import { useIgnore } from '../many.ts';

/** An order that is not in the books yet. */
export const mayBeIgnored = ({ about, ignorable }: ProblemCard): boolean => about === 'order' && ignorable;

type Props = { readonly cards: readonly ProblemCard[]; readonly onDone: () => void };

/** Asks why before anything is left out. Of many, those that are in the books already stay and are named. */
export function Ignore({ cards, onDone }: Props) {
  const erp = useErpName();
  const ignore = useIgnore();
  const id = useId();
  const [reason, setReason] = useState('');
  const going = cards.filter(mayBeIgnored);
  const staying = cards.filter(card => card.about === 'order' && !mayBeIgnored(card));
  const goods = cards.filter(({ about }) => about === 'goods');
  const [only] = going;
  const one = going.length === 1 && only !== undefined;
  const what = one ? only.recordName : plural(going.length, 'order');
  const able = reasonFrom(reason) !== undefined;
  const agree = () => {
    onDone();
    void ignore(
      going.map(({ recordId }) => recordId),
      reason,
    );
  };
  const submits = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    event.currentTarget.form?.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
  };
  return (
    <Ask
      title={`Ignore ${what}?`}
      yes={`Ignore ${what}`}
      no={one ? 'Keep it here' : 'Keep them here'}
      able={able}
      onYes={agree}
      onNo={onDone}
    >
      <p className="mut">
        {one ? 'It counts' : 'They count'} as left out, and nothing more of {one ? 'it' : 'them'} is written to {erp}.
        If {one ? 'it changes' : 'one changes'} in Shopify, we look at it again.
      </p>
      {staying.length > 0 && (
        <p className="mut">
          {staying.map(({ recordName }) => recordName).join(', ')} {staying.length === 1 ? 'stays' : 'stay'} here:{' '}
          {staying.length === 1 ? 'it is' : 'they are'} in the books already.
        </p>
      )}
      {goods.length > 0 && (
        <p className="mut">
          {goods.map(({ recordName }) => recordName).join(', ')} {goods.length === 1 ? 'stays' : 'stay'} here: products
          and stock have choices of their own.
        </p>
      )}
      <div className="reason">
        <label htmlFor={id}>Reason</label>
        <textarea
          id={id}
          rows={2}
          maxLength={longestReason}
          value={reason}
          required
          aria-describedby={`${id}-note`}
          onChange={event => setReason(event.currentTarget.value)}
          onKeyDown={submits}
        />
        <p className="xs dim" id={`${id}-note`}>
          Kept in History for good, with the time. No names, addresses or other personal data: History cannot forget.
        </p>
      </div>
    </Ask>
  );
}
