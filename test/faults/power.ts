import { Metered } from './metered.ts';

/** Counts every I/O call of a run and dies at one of them, before or after it takes effect; dead is dead. */
export class Power extends Metered {
  readonly cutAt: number;
  readonly isAfter: boolean;
  isOff = false;

  constructor(cutAt: number, isAfter: boolean) {
    super();
    this.cutAt = cutAt;
    this.isAfter = isAfter;
  }

  protected override async through<T>(effect: () => Promise<T>): Promise<T> {
    if (this.isOff) throw new PowerCut();
    const isFatal = ++this.calls === this.cutAt;
    if (isFatal && !this.isAfter) this.off();
    const result = await effect();
    if (isFatal) this.off();
    return result;
  }

  private off(): never {
    this.isOff = true;
    throw new PowerCut();
  }
}

export class PowerCut extends Error {
  override readonly name = 'PowerCut';
}
