import type { Comparison, Scope } from '../../engine/comparison.ts';
import { previewComparison, type ComparisonPreview, type PreviewedGoods } from '../../engine/preview-comparison.ts';
import type { PreviewDeps } from '../../engine/preview.ts';
import { runComparison, type ComparisonRequest, type ComparisonResult } from '../../engine/run-comparison.ts';
import type { RunDeps } from '../../engine/run.ts';
import { lookBack, undoWrite, type Undone } from '../../engine/undo.ts';
import type { FieldChange, FlowName, Write } from '../../model/write.ts';

/** A comparison with what it compares closed over: all that the agent does with it. */
export type GoodsFlow = {
  readonly name: FlowName;
  run(deps: RunDeps, request: ComparisonRequest, signal: AbortSignal): Promise<ComparisonResult>;
  preview(deps: PreviewDeps, scope: Scope, signal: AbortSignal): Promise<ComparisonPreview<unknown, Write>>;
  /** @returns why it cannot be taken back, or what would be written */
  lookBack(
    deps: Pick<RunDeps, 'policies' | 'clock'>,
    undone: Undone,
    signal: AbortSignal,
  ): Promise<{ readonly refusal: string } | { readonly fields: readonly FieldChange[] }>;
  undo(deps: RunDeps, undone: Undone, run: string, signal: AbortSignal): Promise<void>;
};

/**
 * @param quiet the same over a shop that is read by queries alone, for previews
 * @param hear gets what a run or a preview has planned, all of its scope
 */
export function goodsFlow<R, W extends Write>(
  flow: Comparison<R, W>,
  quiet: Comparison<R, W>,
  hear: (planned: Iterable<PreviewedGoods<R, W>>, scope: Scope) => void,
): GoodsFlow {
  return {
    name: flow.name,
    run: (deps, request, signal) => runComparison(flow, deps, request, signal, hear),
    async preview(deps, scope, signal) {
      const preview = await previewComparison(quiet, deps, scope, signal);
      hear(preview.records, scope);
      return preview;
    },
    async lookBack(deps, undone, signal) {
      const inverse = await lookBack(flow, deps, undone, signal);
      return inverse.kind === 'refused' ? { refusal: inverse.why } : { fields: inverse.write.fields };
    },
    undo: (deps, undone, run, signal) => undoWrite(flow, deps, undone, run, signal),
  };
}
