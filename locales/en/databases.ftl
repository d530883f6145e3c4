### Databases as tables and boards: sorting, filters, saved views, CSV.

database-opening = Opening the table …
database-which = Which table
database-looks = How the rows are laid out
database-table = Table
database-board = Board
database-csv = Save as CSV
database-csv-why = Save the rows that are shown, in this order and with these columns, as a table for other programs
database-saved = Saved as { $name } in your downloads.
database-coming = { $count ->
    [0] No rows are here yet. They are still being read.
    [one] { $count } row is here. More are still being read.
   *[other] { $count } rows are here. More are still being read.
}
database-partial = { $count ->
    [one] Of { $count } row only the name is known.
   *[other] Of { $count } rows only the names are known.
}
database-row-coming = On its way …
database-found = { $count ->
    [one] { $count } row found.
   *[other] { $count } rows found.
}
database-none-found = No row fits the filter.
database-none-why = { $count ->
    [one] There is { $count } row in all.
   *[other] There are { $count } rows in all.
}
database-none-yet = No rows are here yet.
database-all = All rows
database-columns = Columns
database-columns-shown = { $shown } of { $all }
database-column-gone = A property that is gone
database-conditions = Filter and order
database-condition-off = Take off: { $condition }
database-sorted-up = Sorted by { $column }, upwards
database-sorted-down = Sorted by { $column }, downwards
database-filter = Filter
database-filter-new = New filter
database-filter-column = Property
database-filter-operator = Condition
database-filter-value = Value
database-filter-add = Add
database-group = Columns by
database-group-none = Nothing
database-no-group = A board needs a property to have its columns by.
database-no-group-why = This database has no property with options, people or a tick box. Its rows are in the table.

## What is asked of a property: as a choice, and as a whole sentence

operator-is = is
operator-isNot = is not
operator-contains = contains
operator-containsNot = does not contain
operator-less = is less than
operator-atMost = is at most
operator-greater = is more than
operator-atLeast = is at least
operator-before = is before
operator-after = is after
operator-checked = is ticked
operator-unchecked = is not ticked
operator-empty = is empty
operator-notEmpty = is not empty
condition-is = { $column } is { $value }
condition-isNot = { $column } is not { $value }
condition-contains = { $column } contains { $value }
condition-containsNot = { $column } does not contain { $value }
condition-less = { $column } is less than { $value }
condition-atMost = { $column } is at most { $value }
condition-greater = { $column } is more than { $value }
condition-atLeast = { $column } is at least { $value }
condition-before = { $column } is before { $value }
condition-after = { $column } is after { $value }
condition-checked = { $column } is ticked
condition-unchecked = { $column } is not ticked
condition-empty = { $column } is empty
condition-notEmpty = { $column } is not empty

## Views that are kept

database-views = Saved views
view-keep = Save as view
view-keep-why = A view keeps filter, order, columns and layout. It stays on this computer; nothing changes in Notion.
view-name = Name of the view
view-save = Save
view-kept = View “{ $name }” saved.
view-menu = View “{ $name }”
view-rename = Rename …
view-renamed = View is now called “{ $name }”.
view-earlier = Move forward
view-later = Move back
view-moved = View “{ $name }” moved.
view-change = Update “{ $name }”
view-changed = View “{ $name }” updated.
view-remove = Delete view
view-removed = View “{ $name }” deleted.
view-reset = Reset
view-undo = Undo
view-undone = Undone.
