import { useId, useState } from 'react';
import type { Failure } from '../../../core/contract.ts';
import { gapKey } from '../../../core/model/gap.ts';
import type { Missing } from '../../../core/model/problem.ts';
import { useAgent, useErpName } from '../../agent.tsx';
import { BusyButton } from '../../parts/busy-button.tsx';
import { ErpChoice } from '../../parts/erp-choice.tsx';
import { Names } from '../../parts/names.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { hrefOf } from '../../route.ts';
import { missingWords } from '../../words.ts';
import { useMap } from '../map.ts';

type Props = { readonly missing: Missing; readonly first: boolean };

/** One unknown thing, the ERP's own codes to choose from, and the button that says so once and for all. */
export function MapIt({ missing, first }: Props) {
  const { link } = useAgent();
  const { question, button } = missingWords(missing, useErpName());
  const map = useMap();
  const id = useId();
  const [code, setCode] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure>();
  const add = async () => {
    if (code !== null) setFailure(await map(missing, code));
  };
  return (
    <div className="map-it">
      <label htmlFor={id}>
        <Names text={question} />
      </label>
      <div className="pick">
        <ErpChoice id={id} missing={missing} code={code} onChange={setCode} />
        <BusyButton
          icon="check"
          kind={first ? 'filled' : 'outline'}
          disabled={code === null || link !== 'live'}
          onPress={add}
        >
          {button}
        </BusyButton>
      </div>
      <Refusal failure={failure} />
      {first && (
        <p className="xs">
          <a href={hrefOf('mappings', gapKey(missing))}>Open it in Mappings</a>
        </p>
      )}
    </div>
  );
}
