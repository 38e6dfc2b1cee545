import type { Banner } from '../../../core/contract.ts';
import { assertNever } from '../../../core/errors.ts';
import type { UpdateState } from './updater.ts';

export const noUpdates = 'This build does not look for new versions: it names no place that they come from.';

/** What a person may want to know on the settings screen. */
export function updateWords(state: UpdateState): string {
  switch (state.kind) {
    case 'none':
      return 'No newer version is known. One is looked for every six hours.';
    case 'waits':
      return `Version ${state.version} is there and was not fetched yet.`;
    case 'fetching':
      return `Version ${state.version} is being fetched.`;
    case 'ready':
      return `Version ${state.version} is ready.`;
    default:
      return assertNever(state, 'state of a new version');
  }
}

const note = (title: string, explanation: string, button: string | undefined): Banner => ({
  code: 'update',
  severity: 'note',
  title,
  explanation,
  button: button === undefined ? undefined : { words: button, request: 'update.install' },
});

/** What a person may do about it. */
export function updateBanner(state: UpdateState, isIdle: boolean): Banner | undefined {
  switch (state.kind) {
    case 'none':
    case 'fetching':
      return undefined;
    case 'waits':
      return note(
        `Version ${state.version} is there`,
        state.why === 'metered'
          ? 'It was not fetched, because this network counts as paid by volume. If it is not, say so in the settings.'
          : 'It is fetched when you say so.',
        'Fetch it now',
      );
    case 'ready': {
      const { version, isWanted, hasFailed } = state;
      if (isWanted)
        return note(
          `Version ${version} is ready`,
          'Counterfoil restarts as soon as the sync under way is done.',
          undefined,
        );
      if (hasFailed)
        return note(
          `Version ${version} could not be put in place`,
          'Everything works as before. Trying again restarts Counterfoil.',
          'Try again',
        );
      return note(
        `Version ${version} is ready`,
        'Counterfoil restarts for it when nothing runs, which takes a moment and loses nothing.',
        isIdle ? 'Restart now' : 'When idle',
      );
    }
    default:
      return assertNever(state, 'state of a new version');
  }
}
