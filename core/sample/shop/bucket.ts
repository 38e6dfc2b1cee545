/** Query points of one app in one shop: they leak back at a steady rate, as in Shopify's cost limits. */

export const PLANS = {
  standard: { maximum: 2000, perSecond: 100 },
  advanced: { maximum: 4000, perSecond: 200 },
  plus: { maximum: 20_000, perSecond: 1000 },
  enterprise: { maximum: 40_000, perSecond: 2000 },
} as const;

export type Plan = keyof typeof PLANS;

export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
}

export class Bucket {
  private readonly plan: (typeof PLANS)[Plan];
  private readonly now: () => number;
  private points: number;
  private at: number;

  constructor(plan: Plan, now: () => number) {
    this.plan = PLANS[plan];
    this.now = now;
    this.points = this.plan.maximum;
    this.at = now();
  }

  /** Charges the requested cost before the query runs; false when the points do not suffice. */
  take(points: number): boolean {
    this.refill();
    if (points > this.points) return false;
    this.points -= points;
    return true;
  }

  /** Gives back what was charged and not used. */
  giveBack(points: number): void {
    this.refill();
    this.points = Math.min(this.plan.maximum, this.points + points);
  }

  drain(): void {
    this.refill();
    this.points = 0;
  }

  status(): ThrottleStatus {
    this.refill();
    return {
      maximumAvailable: this.plan.maximum,
      currentlyAvailable: Math.floor(this.points),
      restoreRate: this.plan.perSecond,
    };
  }

  private refill(): void {
    const now = this.now();
    const elapsed = Math.max(0, now - this.at) / 1000;
    this.points = Math.min(this.plan.maximum, this.points + elapsed * this.plan.perSecond);
    this.at = now;
  }
}
