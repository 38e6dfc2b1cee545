import type { DayPicture, DayVerdict } from '../../../core/model/days.ts';
import { calendarDay, count } from '../../format.ts';

const verdictWords: Readonly<Record<DayVerdict, string>> = {
  agreed: 'Agreed',
  differs: 'Differs',
  open: 'Still open',
  unknown: 'Not compared',
};

/** The same as the chart, in figures, newest first. */
export const FortnightTable = ({ days }: { days: readonly DayPicture[] }) => (
  <table aria-labelledby="fortnight">
    <thead>
      <tr>
        <th scope="col">Day</th>
        <th scope="col" className="n">
          Written
        </th>
        <th scope="col" className="n">
          Waited for a person
        </th>
        <th scope="col" className="n">
          Together
        </th>
        <th scope="col">Both sides</th>
      </tr>
    </thead>
    <tbody>
      {days.toReversed().map(({ day, written, waited, verdict }) => (
        <tr key={day}>
          <th scope="row" className="whole">
            {calendarDay(day)}
          </th>
          <td className="n">{count(written)}</td>
          <td className="n">{count(waited)}</td>
          <td className="n">{count(written + waited)}</td>
          <td className="mut">{verdictWords[verdict]}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
