/** Takes in who is there now: {connected, typing, groups: {id: {connected}}}. Counts of notes and participants stay as they were. */
export function withPresence(state, { connected = 0, typing = 0, groups = {} }) {
  Object.assign(state, { connected, typing });
  state.groups = (state.groups ?? []).map((group) => ({ ...group, connected: 0, ...groups[group.id] }));
}
