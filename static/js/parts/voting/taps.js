/** What a tap is about: the voting, for a scribe's phone the ballot, and the option. */
export const about = (kind, voting, ballot, theme) => [kind, ballot ? `${voting}#${ballot}` : voting, theme].filter((part) => part !== undefined).join(":");

/** The part of every write of a vote. */
export const ofVoting = (voting, ballot) => (ballot ? { voting_id: voting, ballot } : { voting_id: voting });

/** Whether what this phone said last about the subject has not reached the server. */
export const waits = (over, subject) => {
  const newer = over.get(subject);
  return !!newer && newer.waiting;
};

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
