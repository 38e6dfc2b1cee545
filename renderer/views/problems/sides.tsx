import type { ConflictSides } from '../../../core/model/goods-view.ts';
import { useErpName } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';

/** What both sides last agreed on, and what each says now: the owner's stands out. */
export function Sides({ sides: { field, rule, owner, agreed, shopify, erp } }: { sides: ConflictSides }) {
  const name = useErpName();
  return (
    <div>
      <dl className="sides" aria-label={field}>
        <Side title="Last agreed" said={agreed} isOwner={false} />
        <Side title="Shopify says" said={shopify} isOwner={owner === 'shopify'} />
        <Side title={`${name} says`} said={erp} isOwner={owner === 'erp'} />
      </dl>
      <p className="xs dim">Rule: {rule}</p>
    </div>
  );
}

type SideProps = {
  readonly title: string;
  readonly said: ConflictSides['shopify'] | undefined;
  readonly isOwner: boolean;
};

function Side({ title, said, isOwner }: SideProps) {
  const format = useFormats();
  return (
    <div className={isOwner ? 'side-owner' : undefined}>
      <dt className="xs dim">
        {title} {isOwner && <span className="tag tag-info">owner</span>}
      </dt>
      <dd>
        {said === undefined ? (
          <span className="dim">never</span>
        ) : said.value === '' ? (
          <span className="dim">nothing</span>
        ) : (
          said.value
        )}
        {said?.at !== undefined && (
          <time className="xs dim" dateTime={said.at} title={format.full(said.at)}>
            {format.when(said.at)}
          </time>
        )}
      </dd>
    </div>
  );
}
