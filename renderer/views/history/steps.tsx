import type { TraceStep } from '../../../core/contract.ts';
import { Step } from './step.tsx';

export const Steps = ({ steps }: { steps: readonly TraceStep[] }) => (
  <ol aria-label="What happened, newest first">
    {steps
      .toSorted((a, b) => b.seq - a.seq)
      .map(step => (
        <Step key={step.seq} step={step} />
      ))}
  </ol>
);
