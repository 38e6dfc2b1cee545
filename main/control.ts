import { createHash } from 'node:crypto';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Reply, RequestName, Requests } from '../core/contract.ts';
import { answer, type Answering } from './requests/answer.ts';
import { failureOf } from './requests/replies.ts';

/**
 * How the command line speaks to an agent that runs on the same data folder: the same requests as a window's, one JSON
 * line each way, over a pipe that only this user can open. It needs no token, so none lies in a file.
 */
async function pipePath(folder: string): Promise<string> {
  const name = `counterfoil-${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 16)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const own = join(tmpdir(), `counterfoil-${userInfo().uid}`);
  await mkdir(own, { recursive: true, mode: 0o700 });
  await chmod(own, 0o700);
  return join(own, `${name}.sock`);
}

const request = z.object({ name: z.string(), args: z.array(z.unknown()) });

async function answerLine(answering: Answering, line: string): Promise<Reply<unknown>> {
  try {
    const { name, args } = request.parse(JSON.parse(line));
    return await answer(answering, name, args);
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}

/** @returns how to close it: who has asked still gets the answer. The caller holds the data folder's lock, so a socket left by a crash is its own to remove. */
export async function serveControl(folder: string, answering: Answering): Promise<() => Promise<void>> {
  const path = await pipePath(folder);
  if (process.platform !== 'win32') await rm(path, { force: true });
  const silent = new Set<Socket>();
  const server = createServer(socket => {
    silent.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => silent.delete(socket));
    readLine(socket, line => {
      silent.delete(socket);
      void answerLine(answering, line).then(reply => socket.end(`${JSON.stringify(reply)}\n`));
    });
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(path, done);
  });
  return () =>
    new Promise(done => {
      server.close(() => done());
      for (const socket of silent) socket.destroy();
    });
}

function readLine(socket: Socket, take: (line: string) => void): void {
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const end = text.indexOf('\n');
    if (end < 0) return;
    take(text.slice(0, end));
    text = '';
  });
}

const noAgent = new Set(['ENOENT', 'ECONNREFUSED']);

/** Asks the agent on this folder. Undefined: none is running. */
export async function askRunning<N extends RequestName>(
  folder: string,
  name: N,
  ...args: Parameters<Requests[N]>
): Promise<Reply<Awaited<ReturnType<Requests[N]>>> | undefined> {
  const path = await pipePath(folder);
  return new Promise((done, failed) => {
    const socket = connect(path);
    socket.once('error', error =>
      'code' in error && noAgent.has(String(error.code)) ? done(undefined) : failed(error),
    );
    socket.once('connect', () => socket.write(`${JSON.stringify({ name, args })}\n`));
    readLine(socket, line => done(JSON.parse(line)));
    socket.once('close', () => done(undefined));
  });
}
