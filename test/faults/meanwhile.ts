import { Metered } from './metered.ts';

/** What happens in the world while a run is under way: before or after one of its calls takes effect. */
export type Happening = {
  readonly atCall: number;
  readonly isAfter: boolean;
  readonly happens: () => Promise<void> | void;
};

export class Meanwhile extends Metered {
  readonly happenings: readonly Happening[];
  /** After each call and each happening. */
  readonly look: () => void;

  constructor(happenings: readonly Happening[], look: () => void) {
    super();
    this.happenings = happenings;
    this.look = look;
  }

  protected override async through<T>(effect: () => Promise<T>): Promise<T> {
    this.calls += 1;
    await this.happen(this.calls, false);
    const result = await effect();
    this.look();
    await this.happen(this.calls, true);
    return result;
  }

  private async happen(call: number, isAfter: boolean): Promise<void> {
    for (const one of this.happenings)
      if (one.atCall === call && one.isAfter === isAfter) {
        await one.happens();
        this.look();
      }
  }
}
