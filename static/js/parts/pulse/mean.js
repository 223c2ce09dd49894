/** The mean of a spread over 1 to 5, with two places, a half upwards. */
export function mean(spread) {
  const answers = spread.reduce((sum, count) => sum + count, 0);
  const total = spread.reduce((sum, count, place) => sum + count * (place + 1), 0);
  return (Math.round((100 * total) / answers) / 100).toFixed(2);
}
