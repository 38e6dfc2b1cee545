import { useId } from 'react';
import type { DayPicture, DayVerdict } from '../../../core/model/days.ts';
import { count } from '../../format.ts';

export const ordersOf = ({ written, waited }: DayPicture): number => written + waited;

type Props = { readonly days: readonly DayPicture[]; readonly width: number; readonly summary: string };

/** In CSS pixels, as all here: drawn at its own width, so that 11 px stay 11 px. */
const edge = { left: 26, right: 4, top: 22, bottom: 34 };
const narrow = 600;
/** Those that waited are seen even where they are few. */
const leastHatch = 5;

/** The step between lines that gives two to four of them: 1, 2, 5, 10, 20, 50. */
function stepFor(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most / 2)));
  return [1, 2, 5, 10].map(each => each * power).find(step => most / step < 4) ?? power * 10;
}

export function FortnightChart({ days, width, summary }: Props) {
  const hatch = useId();
  const height = width < narrow ? 164 : 212;
  const floor = height - edge.bottom;
  const all = days.map(ordersOf);
  const most = Math.max(1, ...all);
  const step = stepFor(most);
  const y = (orders: number): number => floor - ((floor - edge.top) * orders) / most;
  const slot = (width - edge.left - edge.right) / days.length;
  const bar = Math.min(28, Math.round(slot * 0.56));
  const told = toldOf(all);
  return (
    <svg className="chart" width={width} height={height} role="img" aria-label={summary}>
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="hatch-ground" width="5" height="5" />
          <path className="hatch-line" d="M0 0v5" />
        </pattern>
      </defs>
      {Array.from({ length: Math.floor(most / step) + 1 }, (_, at) => at * step).map(value => (
        <g key={value}>
          <path
            className={value === 0 ? 'chart-floor' : 'chart-line'}
            d={`M${edge.left} ${sharp(y(value))}H${width - edge.right}`}
          />
          <text x={edge.left - 8} y={y(value) + 4} textAnchor="end">
            {count(value)}
          </text>
        </g>
      ))}
      {days.map((day, at) => (
        <Day
          key={day.day}
          day={day}
          x={Math.round(edge.left + slot * at + (slot - bar) / 2)}
          bar={bar}
          y={y}
          floor={floor}
          hatch={hatch}
          label={told.has(at) ? count(all[at] ?? 0) : undefined}
          isLast={at === days.length - 1}
        />
      ))}
    </svg>
  );
}

/** The highest, the lowest and today. */
const toldOf = (all: readonly number[]): ReadonlySet<number> =>
  new Set([all.lastIndexOf(Math.max(...all)), all.lastIndexOf(Math.min(...all)), all.length - 1]);

/** A line of one pixel lies in the middle of it. */
const sharp = (at: number): number => Math.floor(at) + 0.5;

type DayProps = {
  readonly day: DayPicture;
  readonly x: number;
  readonly bar: number;
  readonly y: (orders: number) => number;
  readonly floor: number;
  readonly hatch: string;
  readonly label: string | undefined;
  readonly isLast: boolean;
};

function Day({ day: { day, written, waited, verdict }, x, bar, y, floor, hatch, label, isLast }: DayProps) {
  const middle = x + bar / 2;
  const top = Math.min(y(written + waited), waited > 0 ? y(written) - leastHatch : floor);
  return (
    <g>
      {written > 0 && <rect className="chart-bar" x={x} y={y(written)} width={bar} height={floor - y(written)} />}
      {waited > 0 && (
        <rect
          className="chart-hatch"
          x={x + 0.5}
          y={top + 0.5}
          width={bar - 1}
          height={y(written) - top - 1}
          fill={`url(#${hatch})`}
        />
      )}
      {label !== undefined && (
        <text className="chart-told" x={middle} y={top - 5} textAnchor="middle">
          {label}
        </text>
      )}
      <text className={isLast ? 'chart-told' : undefined} x={middle} y={floor + 15} textAnchor="middle">
        {Number(day.slice(-2))}
      </text>
      <Verdict verdict={verdict} x={middle} y={floor + 25} />
    </g>
  );
}

/** What nobody has compared has no mark. */
function Verdict({ verdict, x, y }: { verdict: DayVerdict; x: number; y: number }) {
  switch (verdict) {
    case 'agreed':
      return <path className="chart-agreed" d={`M${x - 6} ${sharp(y - 2)}h12M${x - 6} ${sharp(y + 1)}h12`} />;
    case 'differs':
      return <path className="chart-differs" d={`M${x} ${y - 5}l6 10h-12z`} />;
    case 'open':
      return <circle className="chart-open" cx={x} cy={y} r="4" />;
    case 'unknown':
      return null;
    default:
      return verdict satisfies never;
  }
}
