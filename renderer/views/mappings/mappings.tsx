import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { gapKey } from '../../../core/model/gap.ts';
import { useAgent, useErpName, useSnapshot } from '../../agent.tsx';
import { useAsked } from '../../asked.ts';
import { Icon } from '../../parts/icon.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useRoute } from '../../route.ts';
import { Add } from './add.tsx';
import { Changes } from './changes.tsx';
import { Gap } from './gap.tsx';
import { kindOfId, kindOfMissing } from './kinds.ts';
import { Mapped } from './mapped.tsx';
import { Tabs } from './tabs.tsx';

/** What orders wait for first, then everything that is mapped, a tab a kind. */
export function Mappings() {
  const { mappingsRevision, problems } = useSnapshot();
  const { link } = useAgent();
  const { id } = useRoute();
  const fresh = JSON.stringify([mappingsRevision, problems.map(({ recordId, since }) => [recordId, since])]);
  const asked = useAsked('mappings.list', [], fresh);
  const [adding, setAdding] = useState(false);
  const erp = useErpName();
  const list = asked.value;
  const first = list?.gaps[0];
  const kind = kindOfId(id) ?? (first ? kindOfMissing(first.missing) : 'products');
  const gaps = list?.gaps.filter(({ missing }) => kindOfMissing(missing) === kind) ?? [];
  const gap = gaps.find(({ missing }) => gapKey(missing) === id) ?? gaps[0];
  return (
    <div className="page">
      <header className="head">
        <div>
          <h1 tabIndex={-1}>Mappings</h1>
          <p className="mut">What Shopify calls a thing, and what {erp} calls it.</p>
        </div>
        <Button
          variant="default"
          leftSection={<Icon name="plus" />}
          disabled={link !== 'live'}
          onClick={() => setAdding(true)}
        >
          Add…
        </Button>
      </header>
      {asked.failure && !list && (
        <section className="card">
          <Trouble failure={asked.failure} again={asked.again} />
        </section>
      )}
      {!list && !asked.failure && (
        <div className="later" role="status" aria-label="Reading the mappings">
          <Skeleton height={37} />
          <Skeleton height={220} />
        </div>
      )}
      {list && (
        <>
          <Tabs kind={kind} list={list} />
          {gap && <Gap key={gapKey(gap.missing)} gap={gap} others={gaps.filter(other => other !== gap)} />}
          <Mapped key={kind} kind={kind} rows={list.rows.filter(({ what }) => kindOfMissing(what) === kind)} />
          <Changes kind={kind} changes={list.changes.filter(({ what }) => kindOfMissing(what) === kind)} />
        </>
      )}
      {adding && <Add kind={kind} onDone={() => setAdding(false)} />}
    </div>
  );
}
