import { NativeSelect, TextInput } from '@mantine/core';
import { useId } from 'react';
import { conflictRules } from '../../../core/model/ownership.ts';
import type { OwnershipRow } from '../../../core/model/ownership-view.ts';
import { grouped } from '../../../core/model/grouped.ts';
import { listed } from '../../../core/model/listed.ts';
import { plural } from '../../format.ts';
import { Segments } from '../../parts/segments.tsx';
import type { Draft } from './draft.ts';
import { conflictWords, ownerWords } from './rule-words.ts';

const longestName = 100;

type Props = { readonly row: OwnershipRow; readonly draft: Draft; readonly conflicts: number };

/** One field: who owns it, what holds where both change it, and who looks after it; what cannot be says why. */
export function FieldRow({ row, draft, conflicts }: Props) {
  const rule = draft.ruleOf(row);
  const isChanged = draft.isChanged(row.field);
  const { label, carried, trouble } = row;
  const because = useId();
  const reasons = [...refusedOwners(row), ...refusedRules(row, rule.owner === 'nobody')];
  const possible = row.rules.filter(({ refusal }) => refusal === undefined);
  return (
    <tr className={isChanged ? 'changed' : undefined}>
      <th scope="row">
        {label}{' '}
        {isChanged && rule.owner !== row.owner && <span className="tag tag-info">was {ownerWords(row, row)}</span>}{' '}
        {isChanged && rule.owner === row.owner && <span className="tag tag-info">changed</span>}{' '}
        {conflicts > 0 && <span className="tag tag-warn">{plural(conflicts, 'conflict')}</span>}{' '}
        {!carried && <span className="tag">not carried yet</span>}
        {trouble !== undefined && !isChanged && <p className="xs urgent">{trouble}: nothing is carried.</p>}
        {reasons.length > 0 && (
          <p className="xs dim" id={because}>
            {reasons.join(' ')}
          </p>
        )}
      </th>
      <td>
        <Segments
          label={`Who owns ${label}`}
          because={reasons.length > 0 ? because : undefined}
          segments={row.owners.map(({ owner, words, refusal }) => ({
            value: owner,
            words,
            disabled: refusal !== undefined,
            quiet: owner === 'nobody',
          }))}
          value={rule.owner}
          onChange={owner => draft.change(row, { owner })}
        />
      </td>
      <td>
        {rule.owner === 'nobody' ? (
          <span className="sm dim">never synced</span>
        ) : possible.length <= 1 ? (
          <span className="sm mut">{conflictWords(row, rule)}</span>
        ) : (
          <NativeSelect
            aria-label={`If both change ${label}`}
            value={rule.onConflict}
            onChange={event => {
              const onConflict = conflictRules.find(one => one === event.currentTarget.value);
              if (onConflict) draft.change(row, { onConflict });
            }}
            data={row.rules.map(one => ({ value: one.rule, label: one.words, disabled: one.refusal !== undefined }))}
          />
        )}
      </td>
      <td>
        <TextInput
          aria-label={`Who looks after ${label}`}
          placeholder="a name"
          value={rule.responsible ?? ''}
          maxLength={longestName}
          onChange={event => {
            const responsible = event.currentTarget.value;
            draft.change(row, { responsible: responsible === '' ? null : responsible });
          }}
        />
      </td>
    </tr>
  );
}

/** "Not Shopify: people count the stock in the ERP." Those with the same reason together. */
const refusedOwners = ({ owners }: OwnershipRow): readonly string[] =>
  told(owners.map(({ words, refusal }) => ({ words, refusal })));
const refusedRules = ({ rules }: OwnershipRow, isNever: boolean): readonly string[] =>
  isNever ? [] : told(rules.map(({ words, refusal }) => ({ words: words.toLowerCase(), refusal })));

const told = (
  choices: readonly { readonly words: string; readonly refusal: string | undefined }[],
): readonly string[] =>
  [
    ...grouped(
      choices.filter(({ refusal }) => refusal !== undefined),
      ({ refusal }) => refusal ?? '',
    ),
  ].map(([refusal, some]) => `Not ${listed(some.map(({ words }) => words))}: ${refusal}.`);
