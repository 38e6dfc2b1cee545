import type { TraceStep } from '../../../core/contract.ts';
import { useFormats } from '../../clock.ts';
import { BeforeAfter } from '../../parts/before-after.tsx';
import { Counterfoil } from '../../parts/counterfoil.tsx';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { Names } from '../../parts/names.tsx';
import { StateMark, type Mark } from '../../parts/state-mark.tsx';
import { Technical } from '../../parts/technical.tsx';
import { Undo } from './undo.tsx';

/** What each kind of journal entry looks like; an unknown one is a note. */
const looks: Readonly<Record<string, readonly [Mark, IconName]>> = {
  intended: ['info', 'pen'],
  landed: ['ok', 'document'],
  posted: ['ok', 'check'],
  failed: ['bad', 'sync'],
  parked: ['warn', 'problems'],
  conflicted: ['held', 'problems'],
  skipped: ['skip', 'document'],
  pending: ['wait', 'sync'],
  decided: ['info', 'person'],
  ignored: ['skip', 'person'],
  mapped: ['info', 'mappings'],
};
const note: readonly [Mark, IconName] = ['info', 'document'];
const tinted: readonly Mark[] = ['warn', 'held', 'bad'];

export function Step({ step }: { step: TraceStep }) {
  const format = useFormats();
  const [mark, icon] = looks[step.kind] ?? note;
  const stub = (
    <>
      <p className="stamp">
        <StateMark mark={mark} />
        <time dateTime={step.at} title={format.full(step.at)}>
          {format.time(step.at)}
        </time>
      </p>
      <p className="serial">{format.day(step.at)}</p>
      <p className="serial">{serial(step.seq)}</p>
    </>
  );
  return (
    <Counterfoil as="li" mark={tinted.includes(mark) ? mark : undefined} stub={stub}>
      <h3 className="happened">
        <Icon name={icon} />
        <span>
          <Names text={step.words} />
        </span>
      </h3>
      {step.fields.length > 0 && <BeforeAfter fields={step.fields} />}
      {step.undoable ? (
        <div className="row">
          <Undo seq={step.seq} words={step.words} />
          {step.why !== undefined && <p className="xs dim">{step.why}</p>}
        </div>
      ) : (
        step.why !== undefined && <p className="xs dim">{step.why}</p>
      )}
      <Technical details={step.details} />
    </Counterfoil>
  );
}

/** "No. 004 452": the journal's own number. */
const serial = (seq: number): string =>
  `No. ${String(seq)
    .padStart(6, '0')
    .replace(/(\d)(?=(\d{3})+$)/g, '$1\u00A0')}`;
