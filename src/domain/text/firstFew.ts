const most = 5;

/** The first five of some problems (or names), and how many more there are. */
export function firstFew(problems: readonly string[]): readonly string[] {
  const more = problems.length - most;
  return more > 0 ? [...problems.slice(0, most), `and ${more} more`] : problems;
}
