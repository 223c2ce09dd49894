/** What was tapped and has not reached the outbox yet, which a slow device writes first: no drawing meanwhile may take it back. */
export class Held {
  constructor(send) {
    Object.assign(this, { send, taps: new Map() });
  }

  tap(kind, subject, body) {
    const held = { body, waiting: true };
    const done = () => {
      if (this.taps.get(subject) === held) this.taps.delete(subject);
    };
    this.taps.set(subject, held);
    return this.send(kind, subject, body).then(done, (trouble) => {
      done();
      throw trouble;
    });
  }

  /** `over` of the outbox with what is newer → Map of subject to {body, waiting} */
  over(over) {
    return new Map([...Array.from(over), ...Array.from(this.taps)]);
  }
}
