import { Button } from '@mantine/core';
import type { MappingRow } from '../../../core/model/mapping-list.ts';
import { useAgent } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { nameOf } from './kinds.ts';

type Props = {
  readonly row: MappingRow;
  /** Among all rows, where not all are drawn. */
  readonly place: number | undefined;
  readonly label: string;
  readonly matched: string;
  readonly onChange: () => void;
  readonly onRemove: () => void;
};

export function MappedRow({ row: { what, code, changed }, place, label, matched, onChange, onRemove }: Props) {
  const { link } = useAgent();
  const format = useFormats();
  const { name, more } = nameOf(what);
  const live = link === 'live';
  return (
    <tr {...(place === undefined ? {} : { 'aria-rowindex': place })}>
      <th scope="row">
        <b className="whole">{name}</b> <span className="dim wide">{more}</span>
      </th>
      <td>
        <span className="whole">{code}</span> <span className="dim wide">{label}</span>
      </td>
      <td className="sm mut" title={changed && format.full(changed.at)}>
        {matched}
      </td>
      <td className="acts">
        <Button variant="subtle" data-size="compact" aria-label={`Change ${name}`} disabled={!live} onClick={onChange}>
          Change…
        </Button>
        <Button variant="subtle" data-size="compact" aria-label={`Remove ${name}`} disabled={!live} onClick={onRemove}>
          Remove…
        </Button>
      </td>
    </tr>
  );
}
