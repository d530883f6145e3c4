/** The way to a page as far as there is room: the first step, a gap, and the last two. `null` stands for the gap. */
export function foldPath<Step>(path: readonly Step[], whole: boolean): (Step | null)[] {
  const most = 3;
  return whole || path.length <= most ? [...path] : [path[0], null, ...path.slice(-2)];
}
