/** Takes in who is there now: {connected, groups: {id: {connected}}}. Counts of notes and participants stay as they were. */
export function withPresence(state, { connected = 0, groups = {} }) {
  state.connected = connected;
  state.groups = (state.groups ?? []).map((group) => ({ ...group, connected: 0, ...groups[group.id] }));
}
