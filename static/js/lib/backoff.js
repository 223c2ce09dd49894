/** How long to wait before the next try (ms): doubling with every failure, with jitter so that a room does not knock at once. */
const FIRST_MS = 1000;
const LONGEST_MS = 8000; // so that a phone is empty ten seconds after the network is back

export function backOff(failures, random = Math.random()) {
  if (!failures) return 0;
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1)) * (0.5 + random / 2);
}
