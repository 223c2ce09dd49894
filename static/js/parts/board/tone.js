const TONES = 8;

/** The tone (1 to 8, see components/tone.css) of a category: its place among the workshop's categories. */
export const toneOf = ({ categories }, key) => (Math.max(0, categories.findIndex((each) => each.key === key)) % TONES) + 1;
