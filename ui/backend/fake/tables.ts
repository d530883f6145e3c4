/** The calls about databases as tables and boards, over the invented ones. */
import type { GroupWish, TableLook } from '../databases';
import type { FakeDatabases } from './databases';
import { FakeLiving } from './living';

export abstract class FakeTables extends FakeLiving {
  abstract readonly databases: FakeDatabases;

  dataTable(source: string) {
    return this.databases.dataTable(source);
  }

  tableRows(source: string, look: TableLook, group: GroupWish | null, offset: number, limit: number) {
    return this.databases.tableRows(source, look, group, offset, limit);
  }

  tableGroups(source: string, look: TableLook) {
    return this.databases.tableGroups(source, look);
  }

  keepView(source: string, name: string, look: TableLook, position: number | null) {
    return this.databases.keepView(source, name, look, position);
  }

  changeView(source: string, view: string, name: string, look: TableLook) {
    return this.databases.changeView(source, view, name, look);
  }

  removeView(source: string, view: string) {
    return this.databases.removeView(source, view);
  }

  orderViews(source: string, order: string[]) {
    return this.databases.orderViews(source, order);
  }

  saveTable(source: string, look: TableLook) {
    return this.databases.saveTable(source, look);
  }
}
