import { useId, useState } from 'react';
import type { Missing } from '../../../core/model/problem.ts';
import { gapKey } from '../../../core/model/gap.ts';
import { useErpName } from '../../agent.tsx';
import { Ask } from '../../parts/ask.tsx';
import { ErpChoice } from '../../parts/erp-choice.tsx';
import { refused, useToast } from '../../parts/toast.tsx';
import { useMap } from '../map.ts';
import { Fields } from './fields.tsx';
import { kindWords, type Kind } from './kinds.ts';
import { useOtherRates } from './labels.ts';
import { OtherRate } from './other-rate.tsx';

type Props = { readonly kind: Kind; readonly onDone: () => void };

const titles: Readonly<Record<Kind, string>> = {
  products: 'Map a product',
  locations: 'Map a location',
  taxes: 'Map a VAT rate',
  payments: 'Map a payment method',
  special: 'Map a line without a SKU',
  countries: 'Map a country',
  customers: 'Map a customer',
};

/** Says what something is before an order needs it. */
export function Add({ kind, onDone }: Props) {
  const erp = useErpName();
  const map = useMap();
  const toast = useToast();
  const id = useId();
  const otherRateOf = useOtherRates(kind);
  const [what, setWhat] = useState<Missing>();
  const [code, setCode] = useState<string | null>(null);
  const agree = async () => {
    onDone();
    const failure = what === undefined || code === null ? undefined : await map(what, code);
    if (failure) toast(refused(failure));
  };
  return (
    <Ask
      title={titles[kind]}
      yes="Map it"
      no="Leave it"
      able={what !== undefined && code !== null}
      onYes={() => void agree()}
      onNo={onDone}
    >
      <Fields kind={kind} onChange={setWhat} />
      {what !== undefined && (
        <div className="map-it">
          <label htmlFor={id}>
            {erp} {kindWords[kind].other}
          </label>
          <ErpChoice key={gapKey(what)} id={id} missing={what} code={code} onChange={setCode} within />
          {code !== null && <OtherRate what={what} rate={otherRateOf({ what, code })} />}
        </div>
      )}
    </Ask>
  );
}
