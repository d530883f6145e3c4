### Databases as tables and boards: sorting, filters, saved views, CSV.

database-opening = Die Tabelle wird geöffnet …
database-which = Welche Tabelle
database-looks = Wie die Zeilen angeordnet sind
database-table = Tabelle
database-board = Tafel
database-csv = Als CSV sichern
database-csv-why = Die Zeilen, die zu sehen sind, in dieser Reihenfolge und mit diesen Spalten als Tabelle für andere Programme sichern
database-saved = Als { $name } in deinen Downloads gesichert.
database-coming = { $count ->
    [0] Noch ist keine Zeile da. Sie werden noch gelesen.
    [one] { $count } Zeile ist da. Weitere werden noch gelesen.
   *[other] { $count } Zeilen sind da. Weitere werden noch gelesen.
}
database-partial = { $count ->
    [one] Von { $count } Zeile ist nur der Name bekannt.
   *[other] Von { $count } Zeilen sind nur die Namen bekannt.
}
database-row-coming = Unterwegs …
database-found = { $count ->
    [one] { $count } Zeile gefunden.
   *[other] { $count } Zeilen gefunden.
}
database-none-found = Keine Zeile passt zum Filter.
database-none-why = { $count ->
    [one] Insgesamt gibt es { $count } Zeile.
   *[other] Insgesamt gibt es { $count } Zeilen.
}
database-none-yet = Noch ist keine Zeile da.
database-all = Alle Zeilen
database-columns = Spalten
database-columns-shown = { $shown } von { $all }
database-column-gone = Eine Eigenschaft, die es nicht mehr gibt
database-conditions = Filter und Reihenfolge
database-condition-off = Wegnehmen: { $condition }
database-sorted-up = Nach { $column } aufsteigend
database-sorted-down = Nach { $column } absteigend
database-filter = Filter
database-filter-new = Neuer Filter
database-filter-column = Eigenschaft
database-filter-operator = Bedingung
database-filter-value = Wert
database-filter-add = Hinzufügen
database-group = Spalten nach
database-group-none = Nichts
database-no-group = Eine Tafel braucht eine Eigenschaft für seine Spalten.
database-no-group-why = Diese Datenbank hat keine Eigenschaft mit Optionen, Personen oder einem Häkchen. Ihre Zeilen stehen in der Tabelle.

## What is asked of a property: as a choice, and as a whole sentence

operator-is = ist
operator-isNot = ist nicht
operator-contains = enthält
operator-containsNot = enthält nicht
operator-less = ist kleiner als
operator-atMost = ist höchstens
operator-greater = ist größer als
operator-atLeast = ist mindestens
operator-before = ist vor
operator-after = ist nach
operator-checked = ist angehakt
operator-unchecked = ist nicht angehakt
operator-empty = ist leer
operator-notEmpty = ist nicht leer
condition-is = { $column } ist { $value }
condition-isNot = { $column } ist nicht { $value }
condition-contains = { $column } enthält { $value }
condition-containsNot = { $column } enthält nicht { $value }
condition-less = { $column } ist kleiner als { $value }
condition-atMost = { $column } ist höchstens { $value }
condition-greater = { $column } ist größer als { $value }
condition-atLeast = { $column } ist mindestens { $value }
condition-before = { $column } ist vor { $value }
condition-after = { $column } ist nach { $value }
condition-checked = { $column } ist angehakt
condition-unchecked = { $column } ist nicht angehakt
condition-empty = { $column } ist leer
condition-notEmpty = { $column } ist nicht leer

## Views that are kept

database-views = Gesicherte Ansichten
view-keep = Als Ansicht sichern
view-keep-why = Eine Ansicht bewahrt Filter, Reihenfolge, Spalten und Anordnung. Sie bleibt auf diesem Computer; in Notion ändert sich nichts.
view-name = Name der Ansicht
view-save = Sichern
view-kept = Ansicht „{ $name }“ gesichert.
view-menu = Ansicht „{ $name }“
view-rename = Umbenennen …
view-renamed = Die Ansicht heißt jetzt „{ $name }“.
view-earlier = Nach vorn
view-later = Nach hinten
view-moved = Ansicht „{ $name }“ verschoben.
view-change = „{ $name }“ aktualisieren
view-changed = Ansicht „{ $name }“ aktualisiert.
view-remove = Ansicht löschen
view-removed = Ansicht „{ $name }“ gelöscht.
view-reset = Zurücksetzen
view-undo = Rückgängig
view-undone = Rückgängig gemacht.
