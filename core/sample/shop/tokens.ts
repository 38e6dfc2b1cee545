import { randomBytes } from 'node:crypto';
import { Access, DEFAULT_SCOPES } from './access.ts';
import { Bucket, type Plan } from './bucket.ts';
import type { AdminSchema } from './schema.ts';

const DAY_MS = 86_399_000;

export interface TokenHolder {
  readonly bucket: Bucket;
  readonly expiresAt: number | null;
}

/** The app's access to the shop: tokens, and the scopes and query points they all share. */
export class Tokens {
  private readonly admin: AdminSchema;
  private readonly now: () => number;
  private readonly holders = new Map<string, TokenHolder>();
  /** One for the app in this shop, whichever token it uses. */
  private readonly bucket: Bucket;
  access: Access;
  current: string;

  constructor(
    admin: AdminSchema,
    plan: Plan,
    now: () => number,
    scopes: readonly string[] = DEFAULT_SCOPES,
    token?: string,
  ) {
    this.admin = admin;
    this.bucket = new Bucket(plan, now);
    this.now = now;
    this.access = new Access(admin, scopes);
    this.current = token ?? newToken();
    this.add(this.current, null);
  }

  find(token: string | undefined): TokenHolder | null {
    const holder = token === undefined ? undefined : this.holders.get(token);
    return holder && (holder.expiresAt === null || holder.expiresAt > this.now()) ? holder : null;
  }

  /** A token of the client-credentials grant; it lasts a day. */
  grant(): { readonly token: string; readonly expiresInSeconds: number } {
    const token = newToken();
    this.add(token, this.now() + DAY_MS);
    return { token, expiresInSeconds: DAY_MS / 1000 };
  }

  setScopes(scopes: readonly string[]): void {
    this.access = new Access(this.admin, scopes);
  }

  /** Without a token: all of them. */
  revoke(token?: string): void {
    if (token === undefined) this.holders.clear();
    else this.holders.delete(token);
  }

  rotate(): string {
    this.revoke(this.current);
    this.current = newToken();
    this.add(this.current, null);
    return this.current;
  }

  private add(token: string, expiresAt: number | null): void {
    this.holders.set(token, { bucket: this.bucket, expiresAt });
  }
}

const newToken = (): string => `shpat_${randomBytes(16).toString('hex')}`;
