/** What a phone is sent of others' notes: what the workshop says, or each phase for itself. */

/** "own", "group", "everyone" or "themes", of what is written in this phase. */
export const sharingOf = ({ workshop }, phase) => (phase && phase.sharing) || (workshop && workshop.sharing) || "own";

/** What is said anywhere, each once. */
export const sharings = (state) => [...new Set([sharingOf(state), ...(state.phases || []).map((phase) => sharingOf(state, phase))])];

/** What this phone may be sent is another set when this is another text. */
export const sharingSign = (state) => JSON.stringify([sharingOf(state), (state.phases || []).map(({ id, sharing }) => sharing && [id, sharing]).filter(Boolean)]);
