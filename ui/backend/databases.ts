/** What the window asks of the core about databases as tables and boards. The shapes are the shell's own. */
import type { DataTable, GroupWish, KeptView, TableGroup, TableLook, TableRows } from './bindings';

export type {
  ChosenOption,
  ColumnKind,
  DataRow,
  DataTable,
  GroupWish,
  KeptView,
  Operator,
  TableColumn,
  TableCondition,
  TableGroup,
  TableLayout,
  TableLook,
  TableRows,
  TableSort,
} from './bindings';

export interface Databases {
  /** A table of a database, with its columns and kept views. */
  dataTable(source: string): Promise<DataTable>;
  /** A part of the rows that a look shows; of one column of its board, where one is named. */
  tableRows(source: string, look: TableLook, group: GroupWish | null, offset: number, limit: number): Promise<TableRows>;
  /** The columns of the board that a look shows, in the order of the options. */
  tableGroups(source: string, look: TableLook): Promise<TableGroup[]>;
  /** Keeps what is shown under a name, at this place or last; answers with all views. */
  keepView(source: string, name: string, look: TableLook, position: number | null): Promise<KeptView[]>;
  changeView(source: string, view: string, name: string, look: TableLook): Promise<KeptView[]>;
  removeView(source: string, view: string): Promise<KeptView[]>;
  /** The first of them is the one a database opens with. */
  orderViews(source: string, order: string[]): Promise<KeptView[]>;
  /** Puts the table that a look shows into the downloads as CSV; answers with its name there. */
  saveTable(source: string, look: TableLook): Promise<string>;
}
