import { InvalidArgumentError } from 'commander';
import { longestReason, reasonFrom } from '../../core/model/reason.ts';

export function reasonArgument(text: string): string {
  const reason = reasonFrom(text);
  if (reason === undefined) throw new InvalidArgumentError(`It must say why, in 1 to ${longestReason} characters.`);
  return reason;
}
