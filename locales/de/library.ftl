### Living in the memory: filters of the search, earlier versions of a page, forgetting one.

# --- Fassungen ---

version-first = die älteste hier
version-changed = { $added ->
    [0] { $removed ->
        [0] nichts, was ein Wort ist
        [one] { $removed } Wort entfernt
       *[other] { $removed } Wörter entfernt
    }
    [one] { $removed ->
        [0] { $added } Wort hinzugefügt
        [one] { $added } Wort hinzugefügt, { $removed } entfernt
       *[other] { $added } Wort hinzugefügt, { $removed } entfernt
    }
   *[other] { $removed ->
        [0] { $added } Wörter hinzugefügt
        [one] { $added } Wörter hinzugefügt, { $removed } entfernt
       *[other] { $added } Wörter hinzugefügt, { $removed } entfernt
    }
}
version-when = { $day }, { $time }
page-menu = Mehr zu dieser Seite
page-versions = Fassungen
page-search-within = In dieser Seite suchen
page-forget = Diese Seite vergessen …
versions-title = { $title }: Fassungen
versions-list = Fassungen
versions-ask = Was stand hier am …
day-letters-day = TT
day-letters-month = MM
day-letters-year = JJJJ
day-as = Ein Tag bis heute, als { $pattern }
versions-looks = Was gezeigt wird
versions-then = Die Seite damals
versions-changed = Was sich geändert hat
versions-since = So stand es hier seit { $time }
versions-since-now = So steht es hier jetzt, seit { $time }
versions-by = bearbeitet von { $name }
versions-showing = Die Seite, wie sie seit { $time } war
versions-oldest = Die älteste Fassung hier ist vom { $time }.
versions-kept = Fassungen bleiben, solange Keepsake sich an die Seite erinnert.
versions-before-memory = Vom { $day } ist nichts da. Die älteste Fassung hier ist vom { $time }; sie siehst du.
versions-none = Noch keine Fassung
versions-none-why = Keepsake hat den Text dieser Seite nicht gelesen. Jeder Text, den es ab jetzt liest, bleibt als Fassung.
versions-against = Verglichen mit
versions-at = { $time }
versions-against-before = der Fassung davor
versions-against-now = dem, was jetzt dasteht
versions-first-why = Das ist die älteste Fassung hier; es gibt nichts, womit sie sich vergleichen ließe.
versions-same = Der Text ist gleich.
diff-same = { $lines ->
    [one] { $lines } gleiche Zeile zeigen
   *[other] { $lines } gleiche Zeilen zeigen
}

# --- Filter der Suche ---

filter-add = Filter
filter-group = Filter
filter-remove = Filter entfernen: { $filter }
filter-removed = Filter entfernt: { $filter }
filter-group-kind = Was
filter-group-edited = Bearbeitet
filter-page = Seiten
filter-database = Datenbanken
filter-row = Zeilen
filter-today = Heute bearbeitet
filter-week = In den letzten 7 Tagen bearbeitet
filter-month = In den letzten 30 Tagen bearbeitet
filter-days = Zwischen zwei Tagen bearbeitet …
filter-between = Bearbeitet { $days }
filter-since = Bearbeitet seit { $day }
filter-until = Bearbeitet bis { $day }
filter-inside = In einer Seite oder Datenbank …
filter-within = In: { $title }
filter-files = Mit Anhängen
filter-titles = Nur Titel
filter-workspace = Nur in { $name }
filter-days-title = Zwischen zwei Tagen bearbeitet
filter-from = Von
filter-to = Bis
filter-days-hint = Eines von beiden darf leer bleiben.
filter-days-reversed = Der zweite Tag liegt vor dem ersten.
filter-days-do = Diese zeigen
filter-inside-title = In welcher Seite oder Datenbank?
filter-inside-label = Titel der Seite oder Datenbank
filter-inside-hint = Tipp einen Teil des Titels.
filter-inside-none = Nichts heißt „{ $text }“.
search-nothing-so-narrow = Nichts mit „{ $text }“ kommt durch diese Filter.
search-nothing-passes = Nichts kommt durch diese Filter.
search-without-filters = Ohne Filter suchen
search-titles = Nur in Titeln suchen
home-opened = Zuletzt geöffnet

# --- Eine Seite vergessen ---

forget-title = „{ $title }“ vergessen?
forget-what = { $pages ->
    [one] Text, Fassungen, Kommentare und Dateien verschwinden von diesem Rechner. Notion bleibt unberührt.
   *[other] Die Seite und die { $inside } Seiten darin verschwinden von diesem Rechner: Texte, Fassungen, Kommentare und Dateien. Notion bleibt unberührt.
}
forget-unsent = { $count ->
    [one] Eine Seite hat Änderungen, die Notion noch nicht hat. Sie gehen verloren.
   *[other] { $count } Seiten haben Änderungen, die Notion noch nicht hat. Sie gehen verloren.
}
forget-later = Spätere Abgleiche lassen sie aus. Sie kommt wieder, wenn du sie erneut wählst, unter „Seiten wählen …“ im Menü des Arbeitsbereichs.
forget-do = Vergessen
forget-working = Wird vergessen …
forget-done = { $pages ->
    [one] „{ $title }“ ist vergessen.
   *[other] „{ $title }“ und alles darin ist vergessen.
}
not-shared = Notion teilt „{ $title }“ nicht mehr mit uns. Die gemerkte Kopie ist vom { $day }.
reader-not-shared-title = Notion teilt „{ $title }“ nicht mehr mit uns.
not-shared-keep = Kopie behalten
not-shared-forget = Vergessen …
not-shared-how = Wie man teilt
not-shared-how-text = Wer die Seite teilen darf, öffnet sie in Notion und fügt diese Verbindung hinzu. Mit dem nächsten Abgleich wird sie wieder gelesen.

# --- Anhänge ---

file-kind = { $kind }{ " · " }
file-open = { $name } öffnen
file-opened = „{ $name }“ wird geöffnet. Die Kopie liegt in deinen Downloads.
