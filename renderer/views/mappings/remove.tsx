import type { MappingRow } from '../../../core/model/mapping-list.ts';
import { useAgent, useErpName } from '../../agent.tsx';
import { Ask } from '../../parts/ask.tsx';
import { refused, useToast } from '../../parts/toast.tsx';
import { useMap } from '../map.ts';
import { fullNameOf, ifRemoved } from './kinds.ts';

type Props = { readonly row: MappingRow; readonly onDone: () => void };

/** Says what follows; afterwards it can be taken back. */
export function Remove({ row: { what, code }, onDone }: Props) {
  const { api } = useAgent();
  const erp = useErpName();
  const map = useMap();
  const toast = useToast();
  const name = fullNameOf(what);
  const agree = async () => {
    onDone();
    const reply = await api.request('mapping.remove', what);
    if (!reply.ok) return toast(refused(reply.failure));
    toast({
      mark: 'skip',
      words: `${name} is not mapped any more.`,
      button: { words: 'Undo', press: () => void map(what, code) },
    });
  };
  return (
    <Ask title={`Remove ${name}?`} yes={`Remove ${name}`} no="Keep it" onYes={() => void agree()} onNo={onDone}>
      <p className="mut">
        It is {code} in {erp}. {ifRemoved(what, erp)} What is in the books stays as it is.
      </p>
    </Ask>
  );
}
