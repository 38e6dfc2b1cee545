import { NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';

type BoxProps = {
  readonly label: string;
  readonly value: number;
  readonly min?: number;
  readonly max: number;
  readonly unit?: '%';
  readonly onChange: (value: number) => void;
};

/** A number that is typed; without a unit a whole one. */
export const NumberBox = ({ label, value, min = 0, max, unit, onChange }: BoxProps) => (
  <NumberInput
    aria-label={label}
    value={value}
    min={min}
    max={max}
    allowDecimal={unit === '%'}
    rightSection={unit}
    hideControls
    onChange={next => onChange(Number(next))}
  />
);

type LineProps = BoxProps & {
  /** Where it is more than the label. */
  readonly words?: ReactNode;
  /** What else can be done with it. */
  readonly children?: ReactNode;
};

/** One of several numbers, each behind its words. */
export const NumberLine = ({ words, children, ...box }: LineProps) => (
  <div className="number-line">
    <span>{words ?? box.label}</span>
    <NumberBox {...box} />
    {children}
  </div>
);
