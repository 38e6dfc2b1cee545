import type { Missing } from '../../../core/model/problem.ts';
import { percent } from '../../../core/model/tax-rate.ts';
import { StateMark } from '../../parts/state-mark.tsx';

type Props = { readonly what: Missing; readonly rate: string | undefined };

/** Warns where a tax is mapped to one of another rate: its orders wait. */
export const OtherRate = ({ what, rate }: Props) =>
  rate === undefined || what.kind !== 'tax' ? null : (
    <span className="sm urgent">
      <StateMark mark="warn" size={14} /> another rate: {percent(rate)} instead of {percent(what.rate)}
    </span>
  );
