export const longestReason = 200;

/** A person's reason as it is kept: on one line, 1 to 200 characters. Undefined: it is none, or too long. */
export function reasonFrom(text: string): string | undefined {
  const reason = text.trim().replaceAll(/\s+/g, ' ');
  return reason === '' || reason.length > longestReason ? undefined : reason;
}
