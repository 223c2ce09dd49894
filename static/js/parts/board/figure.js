const counts = new Intl.NumberFormat("en-US");

/** A count with separators, in the Arabic digits that offices use on screen. */
export const figure = (n) => counts.format(n ?? 0);
