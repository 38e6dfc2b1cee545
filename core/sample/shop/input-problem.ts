/** An input that cannot be what the person meant; `field` names where. */
export class InputProblem extends Error {
  readonly field: string;
  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}
