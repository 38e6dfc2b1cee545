import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { Failure } from '../../../core/contract.ts';
import type { OwnershipConsequence, OwnershipView } from '../../../core/model/ownership-view.ts';
import { useAgent } from '../../agent.tsx';
import { useAsked } from '../../asked.ts';
import { count, plural } from '../../format.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { useToast } from '../../parts/toast.tsx';
import type { Draft } from './draft.ts';
import { Examples } from './examples.tsx';

const askPauseMs = 400;
const none: readonly OwnershipConsequence[] = [];

type Props = { readonly draft: Draft; readonly view: OwnershipView; readonly onSaved: () => void };

/** While something is changed and does not count yet: what would follow from it, asked of both sides. */
export function Unsaved({ draft, view, onSaved }: Props) {
  const { api, link } = useAgent();
  const toast = useToast();
  const [failure, setFailure] = useState<Failure>();
  const [looking, setLooking] = useState(false);
  const { changes } = draft;
  const [settled] = useDebouncedValue(changes, askPauseMs);
  const asked = useAsked('ownership.consequences', settled.length > 0 ? [settled] : undefined);
  const isKnown = asked.settled && settled === changes && asked.failure === undefined;
  const found = isKnown ? (asked.value ?? none) : none;
  const replaced = found.reduce((sum, one) => sum + one.count, 0);
  const [first, ...others] = found.toSorted((a, b) => b.count - a.count);
  const save = async () => {
    setFailure(undefined);
    const reply = await api.request('ownership.save', changes);
    if (!reply.ok) return setFailure(reply.failure);
    draft.discard();
    onSaved();
    toast({ mark: 'ok', words: `${plural(changes.length, 'field is', 'fields are')} changed and kept in Changes.` });
  };
  return (
    <div className="unsaved unsaved-wide" role="region" aria-label="Unsaved changes">
      <div className="follows" role="status">
        {failure ? (
          <p className="t-bad" role="alert">
            {failure.message} {failure.nextStep}
          </p>
        ) : view.slip !== undefined ? (
          <p>It can be saved once ownership.json is mended.</p>
        ) : asked.failure && asked.settled ? (
          <p className="sm">
            <b>{plural(changes.length, 'change')}.</b>{' '}
            <span className="mut">
              What follows is not known: {asked.failure.message} {asked.failure.nextStep}
            </span>
          </p>
        ) : !isKnown ? (
          <p className="sm">
            <b>{plural(changes.length, 'change')}.</b> <span className="mut">Looking at both sides…</span>
          </p>
        ) : (
          <p className="sm">
            {first?.words ?? plural(changes.length, 'change')}{' '}
            {others.length > 0 && <span className="mut">And {plural(others.length, 'more change')}.</span>}
          </p>
        )}
      </div>
      <Button variant="subtle" onClick={draft.discard}>
        Discard
      </Button>
      {found.length > 1 || replaced > 0 ? (
        <Button variant="default" onClick={() => setLooking(true)}>
          {replaced > 0 ? `See the ${count(replaced)}` : 'See what follows'}
        </Button>
      ) : null}
      <BusyButton
        icon="check"
        kind="filled"
        disabled={link !== 'live' || view.slip !== undefined}
        onPress={save}
      >{`Save ${changes.length === 1 ? 'change' : plural(changes.length, 'change')}`}</BusyButton>
      {looking && <Examples found={found} onClose={() => setLooking(false)} />}
    </div>
  );
}
