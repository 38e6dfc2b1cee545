import { useId, useState } from 'react';
import type { MappingRow } from '../../../core/model/mapping-list.ts';
import { useErpName } from '../../agent.tsx';
import { Ask } from '../../parts/ask.tsx';
import { ErpChoice } from '../../parts/erp-choice.tsx';
import { refused, useToast } from '../../parts/toast.tsx';
import { useMap } from '../map.ts';
import { fullNameOf, kindOfMissing, kindWords } from './kinds.ts';
import { useOtherRates } from './labels.ts';
import { OtherRate } from './other-rate.tsx';

type Props = { readonly row: MappingRow; readonly onDone: () => void };

export function Change({ row: { what, code: before }, onDone }: Props) {
  const erp = useErpName();
  const map = useMap();
  const toast = useToast();
  const id = useId();
  const [code, setCode] = useState<string | null>(null);
  const name = fullNameOf(what);
  const otherRateOf = useOtherRates(kindOfMissing(what));
  const agree = async () => {
    onDone();
    const failure = code === null ? undefined : await map(what, code);
    if (failure) toast(refused(failure));
  };
  return (
    <Ask
      title={`Change ${name}`}
      yes={`Change ${name}`}
      no="Leave it as it is"
      able={code !== null && code !== before}
      onYes={() => void agree()}
      onNo={onDone}
    >
      <p className="mut">It is {before} now. What is in the books stays as it is; the next order takes the new one.</p>
      <div className="map-it">
        <label htmlFor={id}>
          {erp} {kindWords[kindOfMissing(what)].other}
        </label>
        <ErpChoice id={id} missing={what} code={code} onChange={setCode} within />
        {code !== null && <OtherRate what={what} rate={otherRateOf({ what, code })} />}
      </div>
    </Ask>
  );
}
