/** Where a key leads in a grid of cells whose head is row -1. Pure. */
export interface GridPlace {
  row: number;
  column: number;
}
interface GridSize {
  rows: number;
  columns: number;
  /** Rows in sight. */
  page: number;
}

export function gridStep(
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  { row, column }: GridPlace,
  { rows, columns, page }: GridSize,
  rtl: boolean,
): GridPlace | null {
  const forward = rtl ? -1 : 1;
  const [last, end] = [rows - 1, columns - 1];
  const steps: Record<string, [number, number]> = {
    ArrowDown: [row + 1, column],
    ArrowUp: [row - 1, column],
    ArrowRight: [row, column + forward],
    ArrowLeft: [row, column - forward],
    PageDown: [row + page, column],
    PageUp: [Math.max(0, row - page), column],
    Home: ctrlKey ? [0, 0] : [row, 0],
    End: ctrlKey ? [last, end] : [row, end],
  };
  const step = steps[key];
  if (!step) return null;
  return { row: Math.max(-1, Math.min(last, step[0])), column: Math.max(0, Math.min(end, step[1])) };
}
