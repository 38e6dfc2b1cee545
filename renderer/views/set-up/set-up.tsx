import { setupSteps, type SetupStep, type SetupView } from '../../../core/model/setup.ts';
import { useSnapshot } from '../../agent.tsx';
import { Logo } from '../../parts/icon.tsx';
import { hrefOf, useRoute } from '../../route.ts';
import { Erp } from './erp.tsx';
import { Look } from './look.tsx';
import { Match } from './match.tsx';
import { Preview } from './preview.tsx';
import { Store } from './store.tsx';
import { Welcome } from './welcome.tsx';

const names: Readonly<Record<SetupStep, string>> = {
  welcome: 'Welcome',
  store: 'Your store',
  erp: 'Your ERP',
  look: 'Look around',
  match: 'Match up',
  preview: 'First preview',
};
const steps: Readonly<Record<SetupStep, (props: { readonly setup: SetupView }) => React.JSX.Element>> = {
  welcome: Welcome,
  store: Store,
  erp: Erp,
  look: Look,
  match: Match,
  preview: Preview,
};

const at = (step: SetupStep): number => setupSteps.indexOf(step);
const isStep = (text: string | undefined): text is SetupStep => setupSteps.some(step => step === text);
/** The store is within reach of the welcome, and the preview of what was matched up. */
const next: Partial<Readonly<Record<SetupStep, SetupStep>>> = { welcome: 'store', match: 'preview' };
const mayOpen = (step: SetupStep, { step: reached, isSample }: SetupView): boolean =>
  isSample ? step !== 'erp' : at(step) <= at(next[reached] ?? reached);

/** From nothing to the first preview: one counterfoil that fills the window. */
export function SetUp({ setup }: { setup: SetupView }) {
  const { id } = useRoute();
  const { stage, light } = useSnapshot();
  const shown: SetupStep = isStep(id) && mayOpen(id, setup) ? id : setup.step;
  const Step = steps[shown];
  return (
    <div className="set-up">
      <div className="set-up-side" role="banner">
        <p className="brand">
          <Logo />
          Counterfoil
        </p>
        <nav aria-label="Steps">
          <ol>
            {setupSteps.map((step, index) => (
              <li key={step}>
                <StepLink step={step} index={index} shown={shown} setup={setup} />
              </li>
            ))}
          </ol>
        </nav>
        <p className="xs dim">
          {stage === 'none'
            ? 'You can stop at any step; we keep your place.'
            : light === 'failed'
              ? 'All syncing rests until this is mended.'
              : 'Syncing goes on meanwhile.'}
        </p>
      </div>
      <main className="set-up-main" id="main" tabIndex={-1}>
        <Step key={shown} setup={setup} />
      </main>
    </div>
  );
}

type LinkProps = {
  readonly step: SetupStep;
  readonly index: number;
  readonly shown: SetupStep;
  readonly setup: SetupView;
};

function StepLink({ step, index, shown, setup }: LinkProps) {
  const isDone = step !== shown && at(step) < Math.max(at(shown), at(setup.step));
  const inside = (
    <>
      <i className={isDone ? 'done' : ''}>
        {isDone ? <span className="tick" aria-label="done" role="img" /> : index + 1}
      </i>
      <span>{names[step]}</span>
    </>
  );
  if (!mayOpen(step, setup)) return <span className="step">{inside}</span>;
  return (
    <a className="step" href={hrefOf('set-up', step)} aria-current={step === shown ? 'step' : undefined}>
      {inside}
    </a>
  );
}
