import type { Reply } from '../../core/contract.ts';
import { answer, type Answering } from '../requests/answer.ts';
import { rateLimit } from '../requests/rate.ts';
import { refused } from '../requests/replies.ts';
import { isOwnPage } from './page.ts';

/** Who sent a message, as Electron tells it. */
export type Sender = {
  /** Of the window's contents. */
  readonly id: number;
  readonly isMainFrame: boolean;
  /** Of the frame, at the moment of the message; empty when it has gone since. */
  readonly url: string;
};

export type WindowIpc = {
  /** Never rejects: a refusal is a Reply too. */
  request(sender: Sender, name: unknown, given: unknown): Promise<Reply<unknown>>;
  listen(sender: Sender): Reply<undefined>;
};

export type IpcOptions = Answering & {
  /** Whose messages count; undefined while there is no window. */
  readonly ownWindow: () => number | undefined;
  /** The window has its listener in place. */
  readonly onListen: () => void;
};

/** The contract over Electron's IPC. Any page could send on these channels, so each message shows who it is from. */
export function windowIpc({ ownWindow, onListen, ...answering }: IpcOptions): WindowIpc {
  const may = rateLimit(50, 200, Date.now);
  const refusal = ({ id, isMainFrame, url }: Sender): Reply<never> | undefined => {
    if (id !== ownWindow() || !isMainFrame || !isOwnPage(url))
      return refused('foreign-page', 'Another page asked. It gets nothing.');
    return may() ? undefined : refused('too-many-requests', 'Too many requests at once.', 'Try again in a moment.');
  };
  return {
    async request(sender, name, given) {
      const no = refusal(sender);
      if (no !== undefined) return no;
      if (typeof name !== 'string' || !Array.isArray(given))
        return refused('malformed', 'Send a name and a list of arguments.');
      return answer(answering, name, given);
    },
    listen(sender) {
      const no = refusal(sender);
      if (no !== undefined) return no;
      onListen();
      return { ok: true, value: undefined };
    },
  };
}
