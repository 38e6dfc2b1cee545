import { Button } from '@mantine/core';
import type { MappingRow } from '../../../core/model/mapping-list.ts';
import { useAgent } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { fullNameOf, nameOf } from './kinds.ts';
import { OtherRate } from './other-rate.tsx';

type Props = {
  readonly row: MappingRow;
  /** Among all rows, where not all are drawn. */
  readonly place: number | undefined;
  readonly label: string;
  readonly matched: string;
  /** Of the tax it is mapped to, where that is another one. */
  readonly otherRate: string | undefined;
  readonly onChange: () => void;
  readonly onRemove: () => void;
};

export function MappedRow({
  row: { what, code, changed },
  place,
  label,
  matched,
  otherRate,
  onChange,
  onRemove,
}: Props) {
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
        <span className="whole">{code}</span> <span className="dim wide">{label}</span>{' '}
        <OtherRate what={what} rate={otherRate} />
      </td>
      <td className="sm mut" title={changed && format.full(changed.at)}>
        {matched}
      </td>
      <td className="acts">
        <Button
          variant="subtle"
          data-size="compact"
          aria-label={`Change ${fullNameOf(what)}`}
          disabled={!live}
          onClick={onChange}
        >
          Change…
        </Button>
        <Button
          variant="subtle"
          data-size="compact"
          aria-label={`Remove ${fullNameOf(what)}`}
          disabled={!live}
          onClick={onRemove}
        >
          Remove…
        </Button>
      </td>
    </tr>
  );
}
