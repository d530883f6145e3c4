/** Databases as tables and boards over IPC. */
import { commands } from './bindings';
import type { Databases } from './databases';
import { asBackendError } from './errors';

async function answer<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (thrown) {
    throw asBackendError(thrown);
  }
}

export const databases: Databases = {
  dataTable: (source) => answer(commands.dataTable(source)),
  tableRows: (source, look, group, offset, limit) => answer(commands.tableRows(source, look, group, offset, limit)),
  tableGroups: (source, look) => answer(commands.tableGroups(source, look)),
  keepView: (source, name, look, position) => answer(commands.keepView(source, name, look, position)),
  changeView: (source, view, name, look) => answer(commands.changeView(source, view, name, look)),
  removeView: (source, view) => answer(commands.removeView(source, view)),
  orderViews: (source, order) => answer(commands.orderViews(source, order)),
  saveTable: (source, look) => answer(commands.saveTable(source, look)),
};
