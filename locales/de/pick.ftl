### Choosing what is remembered: the tree, what is linked but not shared, and changing the choice later.

## Die Auswahl ändern

choose-save = Speichern
choose-kept = hier aufbewahrt, nicht abgeglichen
choose-found-by-link = über Links gefunden
choice-same = Gespeichert. Es muss nichts Neues gelesen werden.
choice-left-keep = { $pages ->
    [one] { $pages } Seite wird nicht mehr abgeglichen und bleibt auf diesem Computer.
   *[other] { $pages } Seiten werden nicht mehr abgeglichen und bleiben auf diesem Computer.
}
choice-left-remove = { $pages ->
    [one] { $pages } Seite wurde von diesem Computer entfernt.
   *[other] { $pages } Seiten wurden von diesem Computer entfernt.
}
leaving-title = Was wird aus dem, was du abgewählt hast?
leaving-text = { $databases ->
    [0] { $pages ->
        [one] { $pages } Seite liegt auf diesem Computer und gehört dann nicht mehr zu deiner Auswahl.
       *[other] { $pages } Seiten liegen auf diesem Computer und gehören dann nicht mehr zu deiner Auswahl.
    }
    [one] { $pages ->
        [one] { $pages } Seite und { $databases } Datenbank liegen auf diesem Computer und gehören dann nicht mehr zu deiner Auswahl.
       *[other] { $pages } Seiten und { $databases } Datenbank liegen auf diesem Computer und gehören dann nicht mehr zu deiner Auswahl.
    }
   *[other] { $pages ->
        [one] { $pages } Seite und { $databases } Datenbanken liegen auf diesem Computer und gehören dann nicht mehr zu deiner Auswahl.
       *[other] { $pages } Seiten und { $databases } Datenbanken liegen auf diesem Computer und gehören dann nicht mehr zu deiner Auswahl.
    }
}
leaving-keep = Hier behalten
leaving-keep-why = Du kannst sie weiter lesen und finden, so wie sie jetzt sind. Sie werden nicht mehr abgeglichen und können hier nicht geändert werden.
leaving-remove = Von diesem Computer entfernen
leaving-remove-why = Texte, Anhänge und Kommentare verschwinden. Titel und Eigenschaften bleiben in der Liste zum Auswählen. In Notion ändert sich nichts.
leaving-unsent-keep = { $pages ->
    [one] Diese Seite hat Änderungen, die Notion noch nicht hat. Sie bleiben hier und werden nicht gesendet:
   *[other] Diese Seiten haben Änderungen, die Notion noch nicht hat. Sie bleiben hier und werden nicht gesendet:
}
leaving-unsent-remove = { $pages ->
    [one] Diese Seite hat Änderungen, die Notion noch nicht hat. Sie gehen verloren:
   *[other] Diese Seiten haben Änderungen, die Notion noch nicht hat. Sie gehen verloren:
}
leaving-unsent-more = { $count ->
    [one] und { $count } weitere
   *[other] und { $count } weitere
}
leaving-arriving = { $pages ->
    [one] { $pages } Seite kommt neu dazu
   *[other] { $pages } Seiten kommen neu dazu
}{ $stored ->
    [0] .
    [one] ; { $stored } davon ist schon hier.
   *[other] ; { $stored } davon sind schon hier.
}
leaving-do-keep = Speichern und behalten
leaving-do-remove = Speichern und entfernen

## Verlinkt, aber nicht freigegeben

menu-not-shared = Verlinkt, nicht freigegeben …
choose-not-shared = { $count ->
    [one] { $count } Seite ist verlinkt, aber nicht für Keepsake freigegeben.
   *[other] { $count } Seiten sind verlinkt, aber nicht für Keepsake freigegeben.
}
choose-not-shared-show = Anzeigen
not-shared-title = Verlinkt, aber nicht freigegeben
not-shared-lead = Deine Seiten verweisen darauf, und Notion zeigt sie Keepsake nicht. Gib sie in Notion frei (••• → Verbindungen), oder frage, wem sie gehören. Sobald sie freigegeben sind, kommen sie mit dem nächsten Abgleich, soweit deine Auswahl sie einschließt.
not-shared-none = Alles, worauf deine Seiten verweisen, ist freigegeben.
not-shared-from = { $more ->
    [0] Verlinkt in { $titles }
   *[other] Verlinkt in { $pages } Seiten: { $titles } und { $more } weiteren
}
not-shared-refused = Notion sagt, dass sie nicht freigegeben ist oder dass es sie nicht mehr gibt.
not-shared-unseen = Nicht unter den Seiten, die Notion auflistet.
not-shared-open = In Notion öffnen
not-shared-open-one = In Notion öffnen: { $title }
not-shared-done = Fertig

## Was später dazukommt

sum-later-everything = Was später freigegeben wird, kommt auch dazu.
sum-later-inside = Neue Seiten in dem, was angehakt ist, kommen auch dazu; neue Seiten anderswo nicht.

## Noch nichts freigegeben

share-go-on = Seiten auswählen
share-found = { $pages ->
    [one] { $pages } Seite ist da
   *[other] { $pages } Seiten sind da
}
share-found-more = { $count ->
    [one] und { $count } weitere ganz oben
   *[other] und { $count } weitere ganz oben
}
share-found-spoken = { $pages ->
    [one] { $pages } Seite ist jetzt freigegeben. Du kannst sie auswählen oder mehr freigeben.
   *[other] { $pages } Seiten sind jetzt freigegeben. Du kannst sie auswählen oder mehr freigeben.
}
