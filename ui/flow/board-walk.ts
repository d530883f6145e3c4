/** The card an arrow leads to on a board. Cards carry `data-card`, their columns `data-column`; columns without cards are passed over. */
export function cardBeside(board: HTMLElement, card: HTMLElement, key: string, across: 1 | -1 | 0): HTMLElement {
  const all = [...board.querySelectorAll('[data-column]')]
    .map((column) => [...column.querySelectorAll<HTMLElement>('[data-card]')])
    .filter((column) => column.length > 0);
  const column = all.findIndex((one) => one.includes(card));
  const row = all[column].indexOf(card);
  const here = all[column + across] ?? all[column];
  const there =
    across !== 0
      ? Math.min(row, here.length - 1)
      : ({ ArrowUp: row - 1, ArrowDown: row + 1, Home: 0, End: here.length - 1 }[key] ?? row);
  return here[Math.max(0, Math.min(here.length - 1, there))];
}
