/** Takes in who is there now: {groups: {id: {connected, people?}}}. Counts of notes and participants stay as they were. */
export function withPresence(state, { groups = {} }) {
  state.groups = (state.groups ?? []).map((group) => ({ ...group, connected: 0, ...groups[group.id] }));
}
