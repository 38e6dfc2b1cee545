import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import type { OwnershipView } from '../../../core/model/ownership-view.ts';
import { useSnapshot } from '../../agent.tsx';
import { useAsked } from '../../asked.ts';
import { Banner } from '../../parts/banner.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Changes } from './changes.tsx';
import { Conflicts } from './conflicts.tsx';
import { useDraft } from './draft.ts';
import { Filters, everything, type Filter } from './filters.tsx';
import { Matrix } from './matrix.tsx';
import { SignOff } from './sign-off.tsx';
import { Unsaved } from './unsaved.tsx';

/** Who owns which field, and what happens where both sides have changed it. */
export function Ownership() {
  const { banners, goodsRevision } = useSnapshot();
  // The file may be mended or changed in an editor: a banner of it comes or goes then.
  const fresh = JSON.stringify([banners.map(({ code }) => code), goodsRevision]);
  const [saved, setSaved] = useState(0);
  const asked = useAsked('ownership.get', [], `${fresh} ${saved}`);
  const view = asked.value;
  return (
    <>
      <div className="page ownership">
        <header className="head">
          <div>
            <h1 tabIndex={-1}>Ownership</h1>
            <p className="mut">Each field has one owner. Only the owner’s changes are carried across.</p>
          </div>
          {view && (
            <div className="row tools">
              <Button variant="default" leftSection={<Icon name="history" />} onClick={toChanges}>
                Changes
              </Button>
              <Button variant="default" leftSection={<Icon name="print" />} onClick={() => window.print()}>
                Print for sign-off
              </Button>
            </div>
          )}
        </header>
        {asked.failure && !view && (
          <section className="card">
            <Trouble failure={asked.failure} again={asked.again} />
          </section>
        )}
        {!view && !asked.failure && (
          <div className="later" role="status" aria-label="Reading who owns what">
            <Skeleton height={120} />
            <Skeleton height={420} />
          </div>
        )}
        {view && <Body view={view} onSaved={() => setSaved(last => last + 1)} />}
      </div>
      {view && <SignOff view={view} />}
    </>
  );
}

const toChanges = (): void => {
  const title = document.querySelector<HTMLElement>('#ownership-changes');
  title?.scrollIntoView();
  title?.focus();
};

function Body({ view, onSaved }: { view: OwnershipView; onSaved: () => void }) {
  const draft = useDraft(view);
  const [filter, setFilter] = useState<Filter>(everything);
  return (
    <>
      {view.slip !== undefined && (
        <Banner mark="bad" title="Nothing is written until ownership.json is mended">
          {view.slip} What it said before stands below.
        </Banner>
      )}
      <Conflicts />
      <section className="card" aria-label="Who owns what">
        <Filters view={view} filter={filter} onFilter={setFilter} draft={draft} />
        <Matrix view={view} filter={filter} draft={draft} />
      </section>
      <Changes history={view.history} />
      {draft.changes.length > 0 && <Unsaved draft={draft} view={view} onSaved={onSaved} />}
    </>
  );
}
