import type { OwnershipView } from '../../../core/model/ownership-view.ts';
import { useErpName, useSnapshot } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { MatrixHead } from './matrix-head.tsx';
import { conflictWords, ownerWords } from './rule-words.ts';

const signers = ['For the shop', 'For the books', 'Set up by'];

/** The matrix on paper, as it counts now: all six parts, and lines to sign on. Seen in print alone. */
export function SignOff({ view }: { view: OwnershipView }) {
  const { shop, now } = useSnapshot();
  const erp = useErpName();
  const format = useFormats();
  const preset = view.presets.find(({ id }) => id === view.preset);
  return (
    <section className="sign-off" aria-hidden="true">
      <h1>Who owns what</h1>
      <p>
        {shop && `${shop.name} (${shop.domain}), `}
        {erp}. {format.full(now)}.
      </p>
      <p>
        Each field has one owner, and only the owner’s changes are carried across.{' '}
        {preset ? `Preset: ${preset.name}. ${preset.means}` : 'This shop’s own arrangement.'}
      </p>
      {view.domains.map(({ domain, name, rows }) => (
        <table key={domain}>
          <caption>{name}</caption>
          <MatrixHead />
          <tbody>
            {rows.map(row => (
              <tr key={row.field}>
                <th scope="row">
                  {row.label}
                  {row.carried ? '' : ' (not carried yet)'}
                </th>
                <td>{ownerWords(row, row)}</td>
                <td>{row.owner === 'nobody' ? 'never synced' : conflictWords(row, row)}</td>
                <td>{row.responsible ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      <dl className="signatures">
        {signers.map(who => (
          <div key={who}>
            <dt>{who}</dt>
            <dd>Name, date, signature</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
