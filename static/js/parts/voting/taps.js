/** What a tap is about: the voting, for a scribe's phone the ballot, and the option. */
export const about = (kind, voting, ballot, theme) => [kind, ballot ? `${voting}#${ballot}` : voting, theme].filter((part) => part !== undefined).join(":");

/** The part of every write of a vote. */
export const ofVoting = (voting, ballot) => (ballot ? { voting_id: voting, ballot } : { voting_id: voting });

/** Whether what this phone said last about the subject has not reached the server. */
export const waits = (over, subject) => {
  const newer = over.get(subject);
  return !!newer && newer.waiting;
};
