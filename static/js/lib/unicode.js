/** A regular expression with classes of Unicode; where a browser of before 2018 knows none, `otherwise`. */
export function unicode(source, flags, otherwise) {
  try {
    return new RegExp(source, flags);
  } catch (trouble) {
    return otherwise;
  }
}
