### Die Wörter des Fensters. Sätze für Fehler stehen in errors.ftl.
### Außer <strong> und <code> darf eine Meldung keine Auszeichnung enthalten.

## Überall

app-initial = K
back = Zurück
continue = Weiter
not-now = Nicht jetzt
try-again = Noch einmal
show = Zeigen
hide = Verbergen
reconnect = Neu verbinden
cancel = Abbrechen
save = Speichern
untitled = Ohne Titel
empty = Leer
dot = { " · " }
list-separator = { ", " }
digit = { $digit }
diff-added = { "hinzugefügt: " }
diff-removed = { "entfernt: " }
path-separator = { " › " }
ellipsis = …
step = Schritt { $step } von { $of }

## Zeit

when-now = gerade eben
when-minutes = vor { $minutes } Min.
when-today = heute, { $time }
when-yesterday = gestern
when-days = { $days ->
    [one] vor { $days } Tag
   *[other] vor { $days } Tagen
}
span-minutes = { $minutes } Min.
span-hours = { $hours } Std.
span-days = { $days } T.
eta-estimating = Wird geschätzt …
eta-under-a-minute = noch weniger als eine Minute
eta-minutes = { $minutes ->
    [one] noch etwa { $minutes } Minute
   *[other] noch etwa { $minutes } Minuten
}
eta-hours = { $half ->
    [yes] noch etwa { $hours }½ Stunden
   *[no] { $hours ->
        [one] noch etwa { $hours } Stunde
       *[other] noch etwa { $hours } Stunden
    }
}
eta-estimating-plain = Zeit wird geschätzt
eta-under-a-minute-plain = weniger als eine Minute
eta-minutes-plain = { $minutes ->
    [one] etwa { $minutes } Minute
   *[other] etwa { $minutes } Minuten
}
eta-hours-plain = { $half ->
    [yes] etwa { $hours }½ Stunden
   *[no] { $hours ->
        [one] etwa { $hours } Stunde
       *[other] etwa { $hours } Stunden
    }
}
eta-found-more = { $pages ->
    [one] { $left } · { $pages } weitere Seite gefunden
   *[other] { $left } · { $pages } weitere Seiten gefunden
}
eta-slow = { $left } · Notion antwortet langsam

## Verbinden

connect-title = Arbeitsbereich verbinden
connect-lead = So oder so sieht Keepsake nur die Seiten, die du freigibst.
connect-again-title = { $workspace } neu verbinden
connect-again-lead = Deine Seiten sind sicher. Verbinde auf einem der beiden Wege, dann geht der Abgleich weiter.
connect-another-title = Weiteren Arbeitsbereich verbinden
other-workspace = Das ist { $found }; dein Gedächtnis gehört zu { $expected }. Was soll daraus werden?
other-key = Das ist eine andere Verbindung zu { $found }. Sie sieht vielleicht andere Seiten als die, zu der dein Gedächtnis gehört.
other-add = Als zweiten Arbeitsbereich hinzufügen
other-replace = Ersetzen …
replace-title = { $expected } ersetzen?
replace-text = { $found } tritt an die Stelle von { $expected }. Dieser Arbeitsbereich wird vergessen: sofort außer Sicht, mit seinen Anhängen. 30 Tage lang lässt er sich in den Einstellungen unter „Privates und Daten“ wiederherstellen; dann wird er entfernt. In Notion ändert sich nichts.
replace-unsent = { $count ->
    [one] { $count } Änderung von dort ist noch nicht in Notion. Sie wird mit vergessen.
   *[other] { $count } Änderungen von dort sind noch nicht in Notion. Sie werden mit vergessen.
}
replace-do = Vergessen und ersetzen
way-question = Wie verbinden
way-sign-in = Bei Notion anmelden
way-sign-in-text = Öffnet den Browser. Dort wählst du die Seiten und kommst hierher zurück.
way-token = Einen Schlüssel verwenden
way-token-text = Für eine Verbindung, die du selbst anlegst. Nichts geht über einen Server von uns.
sign-in-service = Notion fragt dich, welche Seiten Keepsake sehen darf. Unser Anmeldedienst reicht nur den Schlüssel weiter; deine Seiten kommen nie bei ihm vorbei.
sign-in-own = Mit einer eigenen OAuth-Verbindung
sign-in-step-make = Lege in den Einstellungen von Notion eine <strong>öffentliche</strong> Verbindung an.
sign-in-step-register = Trage die drei Adressen unten als ihre <strong>Redirect URIs</strong> ein.
sign-in-step-copy = Kopiere ihre Client-ID und ihr Geheimnis und füge beides hier ein.
sign-in-addresses = Redirect URIs
sign-in-client-id = Client-ID
sign-in-client-secret = Client-Geheimnis
sign-in-begin = Notion im Browser öffnen
sign-in-again = Noch einmal anmelden
sign-in-connected = Nicht der richtige?
sign-in-switch = Wechseln
sign-in-connected-title = Verbunden mit { $workspace }
sign-in-waiting = Weiter im Browser
sign-in-waiting-text = Wähle dort die Seiten und erlaube den Zugriff. Wir holen dich hierher zurück.
sign-in-not-opened = Der Browser ließ sich nicht öffnen. Kopiere den Link und öffne ihn selbst.
sign-in-copy = Link kopieren
sign-in-copied = Kopiert
sign-in-token-instead = Doch einen Schlüssel
sign-in-denied-title = Du hast es in Notion nicht erlaubt.
sign-in-denied-lead = Das ist in Ordnung: Nichts wurde verbunden.
sign-in-denied-nothing = Keepsake hat nichts gesehen
sign-in-denied-nothing-why = Ohne dein Ja gab Notion keinen Schlüssel heraus, und keine Seite wurde gelesen.
sign-in-denied-choice = Ein Ja gilt nur für das, was du ankreuzt
sign-in-denied-choice-why = Notions Fenster fragt, welche Seiten Keepsake sehen darf. Jede davon kannst du dort jederzeit zurücknehmen.
sign-in-denied-owner = Notion ließ dich nicht?
sign-in-denied-owner-why = In manchen Arbeitsbereichen dürfen nur Inhaber etwas verbinden. Bitte einen von ihnen darum, oder um einen Schlüssel.
sign-in-slow = Das dauert. Noch einmal versuchen?
sign-in-pasted = Nicht zurückgekommen?
sign-in-pasted-why = Füge die letzte Adresse des Browsers ein, oder den Code, den seine Seite zeigt.
sign-in-paste = Nehmen
link-nobody-asked = Ein Link wollte hier eine Anmeldung beenden, aber keine wartet darauf: Sie ist vorbei, oder sie wurde nie hier begonnen. Der Link hat nichts geändert.
link-used = Ein Link einer Anmeldung kam ein zweites Mal. Er zählt einmal; das zweite Mal hat nichts geändert.
link-not-ours = Ein Link, der nicht zu dieser Anmeldung gehört, wurde abgewiesen. Er hat nichts geändert, und die Anmeldung geht weiter.
connect-how = Einen Schlüssel für Keepsake anlegen
connect-step-make = Lege eine Verbindung namens <strong>Keepsake</strong> an.
connect-step-share = Gib unter <strong>Zugriff</strong> frei, was sie lesen darf.
connect-step-copy = Kopiere ihr Geheimnis und füge es hier ein.
connect-open-page = Verbindungen in Notion öffnen
connect-secret = Geheimnis der Verbindung
connect-secret-example = ntn_…
connect-wrong-form = Geheimnisse von Notion beginnen mit <code>ntn_</code> oder <code>secret_</code>.
connect-checking = Notion wird gefragt …
connect-accepted = Angenommen. Das ist <strong>{ $workspace }</strong>.
connect-accepted-spoken = Angenommen. Das ist { $workspace }.
kept-keychain = Liegt im Schlüsselbund deines Systems.
kept-passphrase = Liegt verschlüsselt in einer Datei, unter deiner Passphrase.
kept-key-file = Dein System hat keinen Schlüsselbund. Es liegt in einer verschlüsselten Datei, die nur dein Konto lesen kann.
kept-unavailable = Liegt im Schlüsselbund deines Systems, oder in einer verschlüsselten Datei, wo es keinen gibt.
sample-title = Kein Notion-Konto zur Hand?
sample-why = Öffne den Arbeitsbereich einer kleinen Firma, der zu Keepsake gehört. Ohne Schlüssel, ohne Netz.
sample-open = Beispielseiten ansehen

## Freigeben: verbunden, aber nichts zu sehen

share-title = Verbunden – gib jetzt eine Seite frei.
share-lead = { $workspace } ist verbunden. Eine neue Verbindung sieht nichts, bis du ihr etwas freigibst.
share-unticked-title = Verbunden – aber keine Seite ist angekreuzt.
share-unticked-lead = { $workspace } ist verbunden. Im Fenster von Notion war nichts angekreuzt, deshalb sieht Keepsake noch nichts.
share-unticked-again = Noch einmal anmelden
share-unticked-again-why = Notion fragt noch einmal, welche Seiten Keepsake sehen darf. Kreuze eine weit oben an: alles darin kommt mit.
share-unticked-menu = Oder gib in Notion eine Seite frei
share-unticked-menu-why = ••• oben rechts, dann Verbindungen, dann Keepsake. Einige Sekunden später erscheint die Seite hier.
share-open = Öffne eine Seite in Notion
share-open-why = Am besten eine weit oben: alles darin kommt mit.
share-menu = ••• oben rechts, dann Verbindungen
share-menu-why = Das steht am Ende des Menüs.
share-choose = Wähle Keepsake und bestätige
share-choose-why = Einige Sekunden später erscheint die Seite hier.
share-watching = Alle paar Sekunden wird nachgesehen.
share-looking = Wird nachgesehen …
share-check = Noch einmal nachsehen
share-open-notion = Notion öffnen
share-picture = Bild einer Seite in Notion mit offenem Menü: drei Punkte, Verbindungen, Keepsake.
share-picture-page = Handbuch
share-picture-share = Teilen
share-picture-copy = Link kopieren
share-picture-duplicate = Duplizieren
share-picture-move = Verschieben
share-picture-connections = Verbindungen
share-picture-export = Exportieren

## Auswählen

choose-title = Was soll aufgehoben werden?
choose-filter = { $pages ->
    [0] Filtern
    [one] { $pages } Seite filtern
   *[other] { $pages } Seiten filtern
}
choose-filter-label = Seiten filtern
choose-all = Alle
choose-none = Keine
choose-all-matches = Treffer wählen
choose-none-matches = Treffer abwählen
choose-refresh = Neu laden
choose-refreshing = Wird nachgesehen …
choose-refresh-waits = Neu laden geht wieder, wenn fertig ist, was gerade läuft
choose-tree = Seiten in { $workspace }
choose-matches = { $count ->
    [0] Keine Treffer
    [one] { $count } Treffer
   *[other] { $count } Treffer
}
choose-no-match = Keine Seite heißt „{ $text }“.
choose-looking = Die freigegebenen Seiten werden gesucht …
choose-nothing = Keine Seiten zur Auswahl.
choose-found-spoken = { $pages ->
    [one] { $pages } Seite
   *[other] { $pages } Seiten
} und { $databases ->
    [one] { $databases } Datenbank
   *[other] { $databases } Datenbanken
} gefunden.
choose-new-included = neue Seiten darin kommen mit
choose-unreachable = nicht freigegeben
amount-pages = { $all ->
    [one] { $all } Seite
   *[other] { $all } Seiten
}
amount-pages-of = { $all ->
    [one] { $chosen } von { $all } Seite
   *[other] { $chosen } von { $all } Seiten
}
amount-rows = { $all ->
    [one] { $all } Zeile
   *[other] { $all } Zeilen
}
choose-options = Optionen
choose-options-now = { $files ->
    [all] { $comments ->
        [none] Mit Anhängen, ohne Kommentare
       *[other] Mit Anhängen und Kommentaren
    }
   *[none] { $comments ->
        [none] Ohne Anhänge und Kommentare
       *[other] Mit Kommentaren, ohne Anhänge
    }
}{ $linked ->
    [yes] {" "}· auch verlinkte Zeilen
   *[no] {""}
}
choose-start = Los
option-files = Anhänge, je bis { $megabytes } MB
option-files-why = Sie kommen mit ihrer Seite und kosten keine weiteren Anfragen.
option-comments = Kommentare
option-comments-why = Notion gibt sie Seite für Seite heraus, deshalb dauern sie viel länger.
option-comments-none = Weglassen
option-comments-pages = An Seiten
option-comments-blocks = An Seiten und darin
option-linked = Verlinkte Zeilen ausgelassener Datenbanken
option-linked-why = Eine Zeile kommt mit, wenn eine angehakte Seite auf sie verweist. Das importiert mehr als das Angehakte.
sum-what = { $rows ->
    [0] { $pages ->
        [one] { $pages } Seite
       *[other] { $pages } Seiten
    } und { $databases ->
        [one] { $databases } Datenbank
       *[other] { $databases } Datenbanken
    }
   *[other] { $pages ->
        [one] { $pages } Seite
       *[other] { $pages } Seiten
    }, { $databases ->
        [one] { $databases } Datenbank
       *[other] { $databases } Datenbanken
    } und { $rows ->
        [one] { $rows } Zeile
       *[other] { $rows } Zeilen
    }
}
sum-time = { $time } im Hintergrund
sum-size = ungefähr { $size }
sum-spoken = { $what }, { $time }, { $size }.
sum-spoken-short = { $what }, { $time }.
sum-nothing = Noch ist nichts gewählt.
sum-counting = Wird gezählt …

## Import

import-title = Deine Seiten werden aufgehoben
import-title-done = Deine Seiten sind da
import-lead = Zuerst kommen die Titel, dann die Inhalte, die neuesten zuerst.
import-lead-usable = Alle Titel sind da, du kannst anfangen. Die Inhalte kommen, die neuesten zuerst.
import-lead-done = Alles, was Notion gab, liegt auf diesem Rechner und lässt sich durchsuchen.
import-lead-stopped = Was bis jetzt gelesen wurde, bleibt und lässt sich durchsuchen.
import-foot = Du kannst schon anfangen; der Import geht weiter.
import-foot-finding = Du kannst anfangen, sobald alle Titel da sind.
import-foot-over = Du kannst jederzeit neu importieren; nur Änderungen werden geholt.
import-foot-trouble = Du kannst jetzt oder später weitermachen; nichts wird zweimal gelesen.
import-foot-signed-out = Es geht weiter, sobald Keepsake wieder einen Schlüssel hat.
import-use = Anfangen
run-label = Import
phases = Abschnitte
phase-finding = Seiten finden
phase-reading = Seiten lesen
phase-linking = Verknüpfen
phase-done = Fertig
run-starting = Es geht los …
run-finding = { $known ->
    [0] Seiten werden gesucht
    [one] Seiten werden gesucht: bis jetzt { $known }
   *[other] Seiten werden gesucht: bis jetzt { $known }
}
run-reading = Seiten werden gelesen: { $finished } von { $known }
run-linking = { $known } Seiten werden verknüpft
run-paused = Angehalten bei { $finished } von { $known }
run-paused-until = Angehalten bis { $time }, bei { $finished } von { $known }
run-slowed = Notion bat um etwas Geduld.
run-waiting = Warten auf Notion.
run-offline = Du bist offline. Der Import geht von selbst weiter.
run-little-space = Import angehalten: Auf diesem Datenträger sind noch { $megabytes } MB frei.
run-little-space-why = Nichts ist verloren, und es geht von selbst weiter, sobald wieder Platz ist. Soll das Gedächtnis auf einen anderen Datenträger: Beende Keepsake, verschiebe seinen Ordner dorthin und starte es mit KEEPSAKE_HOME auf dem neuen Ort.
run-little-space-open = Ordner öffnen
run-proxy-page = Etwas im Netz antwortet anstelle von Notion. Der Import geht von selbst weiter, sobald du dich dort angemeldet hast.
run-continuing = Weiter in { $countdown }
run-complete = Import fertig. { $imported } importiert, { $skipped } übersprungen, { $failed } fehlgeschlagen.
run-stopped = Beendet bei { $finished } von { $known }
run-needs-sign-in = Angehalten: Notion nimmt unseren Schlüssel nicht mehr an.
run-failed = Der Import wurde unterbrochen.
run-value = { $finished } von { $known } Seiten, { $left }
run-pause = Anhalten
run-resume = Weiter
run-stop = Beenden …
run-go-on = Weitermachen
count-imported = Importiert
count-files = Anhänge
count-remaining = Noch offen
count-skipped = Übersprungen
count-failed = Fehlgeschlagen
log = Einzelheiten
log-show = Einzelheiten zeigen
log-hide = Einzelheiten verbergen
outcome-stored = Importiert
outcome-skipped = Übersprungen
outcome-refused = Verweigert
outcome-failed = Fehlgeschlagen
stop-title = Import beenden?
stop-text = { $known ->
    [one] { $finished } von { $known } Seite ist da. Du kannst später dort weitermachen.
   *[other] { $finished } von { $known } Seiten sind da. Du kannst später dort weitermachen.
}
stop-continue = Weiter importieren
stop-remove = Importiertes entfernen
stop-keep = Behalten, was da ist

## Was fehlt, und warum

holes-title = { $count ->
    [one] { $count } Teil ist nicht hier
   *[other] { $count } Teile sind nicht hier
}
holes-retry = Noch einmal
holes-details = Für den Support von Notion
holes-request = Anfrage { $id }
holes-more = { $count ->
    [one] und { $count } weiteres
   *[other] und { $count } weitere
}
what-object = Seite
what-file = Anhang
what-comment = Kommentare
what-user = Person
what-block = Block
what-property = Eigenschaft
reason-not_shared = Notion gibt es für uns nicht frei.
reason-no_permission = Die Verbindung darf es nicht lesen.
reason-in_trash = Es liegt im Papierkorb von Notion.
reason-linked_view = Eine verknüpfte Ansicht; ihre Quelle kommt für sich.
reason-external_link = Es liegt anderswo im Netz und ist nur verlinkt.
reason-too_large = Es ist größer, als du wolltest.
reason-files_not_selected = Anhänge sind ausgeschaltet.
reason-file_missing = Notion hat keine Datei hinter diesem Link.
reason-file_refused = Der Dateispeicher von Notion hat es verweigert.
reason-download_failed = Der Download brach ab.
reason-not_readable = Notion hat davon keine lesbare Form.
reason-notion_trouble = Notion hatte Mühe zu antworten.
reason-no_answer = Notion hat nicht geantwortet.
reason-unexpected_answer = Die Antwort von Notion ergab für uns keinen Sinn.
reason-malformed_answer = Die Antwort von Notion ergab für uns keinen Sinn.
reason-list_incomplete = Notion gab nicht die ganze Liste heraus.
reason-unknown_block = Eine Art Block, die Notion nicht herausgibt; ihre Rohform ist aufgehoben.
reason-unknown_property = Eine Art Eigenschaft, die wir nicht kennen; ihre Rohform ist aufgehoben.
reason-unknown_object = Eine Art Objekt, die wir nicht kennen; ihre Rohform ist aufgehoben.
reason-partial_object = Notion gab nur den Namen.
reason-item_not_decoded = Ein Eintrag einer Liste ergab für uns keinen Sinn; seine Rohform ist aufgehoben.
reason-field_not_understood = Ein Feld ergab für uns keinen Sinn; seine Rohform ist aufgehoben.
reason-too_many_rows_in_one_minute = In einer Minute wurden mehr Zeilen bearbeitet, als Notion auflistet.
reason-kept_by_another_version = Eine andere Version von Keepsake hat es gespeichert; es bleibt, wie es ist.
reason-text_mended = Sein Text war von Notion abgeschnitten und wurde aus Stücken zusammengesetzt.
reason-not_finished = Es war noch nicht gelesen, als der Import endete.
reason-not_fetched = Es wurde noch nicht geholt.
reason-external = Es liegt anderswo im Netz und ist nur verlinkt.
reason-refused = Notion gab es nicht.
reason-failed = Es ließ sich nicht holen.

## Bereit

set-title = Alles bereit.
set-lead = { $pages ->
    [one] { $pages } Seite ist aufgehoben und bis zur letzten Zeile durchsuchbar.
   *[other] { $pages } Seiten sind aufgehoben und bis zur letzten Zeile durchsuchbar.
}
set-lead-reading = { $pages ->
    [one] { $pages } Seite lässt sich am Titel finden. Inhalte: { $finished } von { $pages }.
   *[other] { $pages } Seiten lassen sich am Titel finden. Inhalte: { $finished } von { $pages }.
}
set-complete = Nichts fehlt. Das Gedächtnis liegt auf diesem Rechner und kommt ohne Netz aus.
set-still-coming = Die Inhalte kommen weiter im Hintergrund, die neuesten zuerst. Die Leiste unten im Fenster sagt, wie weit es ist.
set-unfinished = Der Import endete, bevor alles gelesen war. Was da ist, lässt sich durchsuchen; der Rest kommt, wenn du weitermachst.
set-signed-out = Notion nimmt unseren Schlüssel nicht mehr an. Was da ist, lässt sich durchsuchen; der Rest kommt, wenn Keepsake wieder einen Schlüssel hat.
set-try = Zum Ausprobieren:
set-foot = Was aus jedem Import wurde, steht unter „Aktivität“.
set-open = Keepsake öffnen

## Hauptfenster

rail = Bereiche
rail-search = Suche
rail-records = Einträge
rail-activity = Aktivität
rail-inbox = { $count ->
    [one] , { $count } Eintrag im Eingang
   *[other] , { $count } Einträge im Eingang
}
rail-needing = { $count ->
    [one] , { $count } braucht dich
   *[other] , { $count } brauchen dich
}
rail-recent = Zuletzt geöffnet
menu-of = Arbeitsbereich
menu-workspaces = Arbeitsbereiche
menu-sample = Beispiel
menu-connect = Weiteren Arbeitsbereich verbinden …
menu-disconnect = Trennen …
search-title = Suche
search-label = Dein Gedächtnis durchsuchen
search-placeholder = { $pages ->
    [0] Suchen
    [one] { $pages } Seite durchsuchen
   *[other] { $pages } Seiten durchsuchen
}
search-hits = Gefundene Seiten
search-found = { $total ->
    [0] Keine Seiten
    [one] { $total } Seite
   *[other] { $total } Seiten
}
search-titles-only = { $pages ->
    [one] Bis jetzt nur Titel: der Inhalt von { $pages } Seite kommt noch.
   *[other] Bis jetzt nur Titel: die Inhalte von { $pages } Seiten kommen noch.
}
search-unfinished = { $pages ->
    [one] Der Import wurde nicht fertig: der Inhalt von { $pages } Seite ist noch nicht da.
   *[other] Der Import wurde nicht fertig: die Inhalte von { $pages } Seiten sind noch nicht da.
}
search-nothing = Keine Seite enthält „{ $text }“.
search-nothing-yet = { $pages ->
    [one] { $pages } Seite wird noch gelesen.
   *[other] { $pages } Seiten werden noch gelesen.
}
search-nothing-hint = Jedes Wort muss auf der Seite stehen. Das letzte darf ein Anfang sein.
search-clear = Suche leeren
search-needs-sign-in = Keepsake hat keinen Schlüssel, den Notion annimmt. Deine Seiten sind sicher; der Abgleich ruht.
search-stopped = Du hast den Abgleich dieses Arbeitsbereichs beendet. Was hier ist, lässt sich lesen; ändern erst, wenn er wieder verbunden ist.
search-key-choose = wählen
search-key-open = öffnen
search-key-notion = in Notion öffnen
search-key-copy = Link kopieren
home-lately = Zuletzt bearbeitet
home-empty = Noch ist nichts aufgehoben.
home-empty-hint = Seiten erscheinen hier, sobald ein Import sie gefunden hat.
link-copied = Link kopiert
link-none = Diese Seite hat keinen Link.

## Lesen

reader-opening = Wird geöffnet …
reader-missing = Diese Seite ist nicht hier
reader-to-search = Zurück zur Suche
reader-back = Zurück
reader-crumbs = Wo diese Seite liegt
reader-crumbs-all = Den ganzen Weg zeigen
reader-region = Seite
reader-about = Über diese Seite
reader-copy = Als Markdown kopieren
reader-copied = Kopiert
reader-table = Tabelle
reader-empty = Auf dieser Seite steht nichts.
reader-only-properties = Diese Seite hat nur Eigenschaften.
reader-open = In Notion öffnen
reader-remembered = Aufgehoben
reader-title-only = Bis jetzt ist nur der Titel da
reader-edited = In Notion bearbeitet
reader-properties = Eigenschaften
reader-files = { $count ->
    [one] { $count } Anhang
   *[other] { $count } Anhänge
}
reader-backlinks = { $count ->
    [one] Verlinkt von { $count } Seite
   *[other] Verlinkt von { $count } Seiten
}
reader-outline = Auf dieser Seite
reader-comments = { $count ->
    [one] { $count } Kommentar
   *[other] { $count } Kommentare
}
checkbox-on = Ja
checkbox-off = Nein
table-empty = Es gibt keine Zeilen.
comment-unknown = Jemand
file-stored = { $known ->
    [yes] { $size }, hier gespeichert
   *[no] hier gespeichert
}
file-pending = kommt noch
file-external = anderswo im Netz
file-tooLarge = { $known ->
    [yes] { $size }, größer, als du wolltest
   *[no] größer, als du wolltest
}
file-refused = von Notion nicht gegeben
file-failed = ließ sich nicht holen
file-save = Eine Kopie von { $name } zu den Downloads legen
file-saved = „{ $name }“ liegt in deinen Downloads.

## Statusleiste

strip = Status
strip-asking = Wird nachgesehen …
strip-up-to-date = Auf dem neuesten Stand
strip-up-to-date-opened = Zuletzt auf dem neuesten Stand
strip-empty = Noch ist nichts aufgehoben
strip-offline = Offline – gesucht wird in dem, was da ist
strip-unfinished = Import nicht fertig, { $finished } von { $known }
strip-reconnect = Notion neu verbinden
strip-stopped = Wird nicht mehr abgeglichen
strip-trouble = Notion hat Schwierigkeiten. Wir versuchen es alle paar Minuten wieder.
strip-keychain = Entsperre deinen Schlüsselbund, damit der Abgleich weitergeht.
strip-passphrase = Deine Schlüssel sind mit einer Passphrase verschlossen. Gib die Passphrase ein, damit der Abgleich weitergeht.
strip-do-trouble = Notion-Status
strip-do-unlock = Entsperren
passphrase-title = Schlüssel entsperren
passphrase-why = Sie liegen auf diesem Rechner in einer Datei, die eine Passphrase bekommen hat. Keepsake hebt die Passphrase nicht auf: Nach dem nächsten Start fragt es wieder.
passphrase = Passphrase
# Hält von selbst an, bis auf dem Datenträger Platz ist.
strip-little-space = Angehalten: Noch { $megabytes } MB auf diesem Datenträger frei
strip-waiting = Warten auf Notion
strip-waiting-for = Warten auf Notion ({ $countdown })
strip-syncing = { $known ->
    [0] Abgleich läuft
    [one] Abgleich von { $known } Seite
   *[other] Abgleich von { $known } Seiten
}
strip-decisions = { $brakes ->
    [0] { $count ->
        [one] { $count } Seite braucht eine Entscheidung
       *[other] { $count } Seiten brauchen eine Entscheidung
    }
   *[other] { $count ->
        [0] Eine große Löschung braucht eine Entscheidung
        [one] Eine große Löschung und { $count } Seite brauchen eine Entscheidung
       *[other] Eine große Löschung und { $count } Seiten brauchen eine Entscheidung
    }
}
strip-paused = Angehalten
strip-paused-until = Angehalten bis { $time }
strip-parked = { $count ->
    [one] { $count } Änderung ließ sich nicht senden
   *[other] { $count } Änderungen ließen sich nicht senden
}
strip-waiting-changes = { $count ->
    [one] { $count } Änderung wartet auf das Senden
   *[other] { $count } Änderungen warten auf das Senden
}
strip-unsent = Was hier geändert wurde, ist noch nicht in Notion
strip-run = Import, { $finished } von { $known }, { $left }
strip-last-sync = letzter Abgleich
strip-last-run = Letzter Lauf
strip-do-sync = Jetzt abgleichen
strip-do-pause = Anhalten
strip-do-resume = Weiter
strip-do-reconnect = Neu verbinden
strip-do-connect-again = Wieder verbinden
strip-do-review = Ansehen

## Der letzte Lauf

runs-title-import = Letzter Import
runs-title-sync = Letzter Abgleich
runs-choose = Seiten wählen …
runs-requests = { $count ->
    [one] { $count } Anfrage an Notion
   *[other] { $count } Anfragen an Notion
}
runs-complete = Nichts fehlt: alles, was gefunden wurde, ist gespeichert.
looking = Notion wird angesehen …
looking-next = Solange Keepsake läuft, wird von selbst in Notion nachgesehen, das nächste Mal um { $time }.
looking-opened = In Notion wird nachgesehen, wenn du Keepsake öffnest, nicht nach der Uhr. Was du hier änderst, wird sofort gesendet.
looking-paused = { $paused }. Was du hier änderst, wartet bis dahin.
looking-pause = Anhalten …
looking-pause-hour = Für eine Stunde
looking-pause-tomorrow = Bis morgen
looking-pause-resumed = Bis ich weitermache
looking-resume = Weiter
background = Läuft im Hintergrund weiter
background-why = Wird dieses Fenster geschlossen, geht der Abgleich weiter. Starte Keepsake noch einmal, um es zu öffnen.
closing-title = Im Hintergrund weiter abgleichen?
closing-text = Keepsake läuft ohne sein Fenster weiter, und Änderungen in Notion kommen weiter an. Starte es noch einmal, um das Fenster zu öffnen.
closing-remember = Antwort merken
closing-keep = Weiterlaufen
closing-quit = Beenden
sent = An Notion gesendet
sent-changes = { $count ->
    [one] { $count } Änderung gesendet
   *[other] { $count } Änderungen gesendet
}
sent-merged = { $count ->
    [one] { $count } Text zusammengeführt
   *[other] { $count } Texte zusammengeführt
}
sent-decided = { $count ->
    [one] { $count } Konflikt nach einer Regel entschieden
   *[other] { $count } Konflikte nach einer Regel entschieden
}
sent-asked = { $count ->
    [one] { $count } Konflikt wartet auf dich
   *[other] { $count } Konflikte warten auf dich
}
sent-parked = { $count ->
    [one] { $count } Änderung wurde nicht angenommen
   *[other] { $count } Änderungen wurden nicht angenommen
}
sent-checked = { $count ->
    [one] { $count } Eintrag geprüft
   *[other] { $count } Einträge geprüft
}
sent-invalid = { $count ->
    [one] { $count } Eintrag bleibt im Entwurf
   *[other] { $count } Einträge bleiben im Entwurf
}
sent-jobs = { $count ->
    [one] { $count } Auftrag angelegt
   *[other] { $count } Aufträge angelegt
}
runs-when = Wann
runs-what = Was
runs-none = Bis jetzt gab es keinen Import.
run-state-stopped = beendet
run-state-needsSignIn = angehalten, kein Schlüssel
run-state-failed = abgebrochen
run-kind-discover = Umsehen
run-kind-import = Import
run-kind-sync = Abgleich
ledger-objects = Seiten und Datenbanken
ledger-files = Anhänge
ledger-comments = Kommentare
ledger-found = Gefunden
ledger-stored = Gespeichert
ledger-unchanged = Unverändert
ledger-skipped = Übersprungen
ledger-refused = Verweigert
ledger-failed = Fehlgeschlagen

## Einträge

records-looks = Ansichten
records-board = Tafel
records-table = Tabelle
records-inbox = Eingang
records-count = { $count ->
    [one] { $count } Eintrag
   *[other] { $count } Einträge
}
records-which = Datenbank
records-rules = Regeln
records-new = Neuer Eintrag
new-title = Neuer Eintrag
new-why = Seine Seite erscheint mit dem nächsten Abgleich in Notion.
new-make = Anlegen
new-default = Wie das Profil sagt
new-choose = Wählen
new-required = nötig
new-made = „{ $title }“ ist angelegt
records-views = Gespeicherte Filter
records-seek = Einträge finden
records-shown = { $count ->
    [0] Keine Einträge
    [one] { $count } Eintrag
   *[other] { $count } Einträge
}
records-reading = Wird gelesen …
records-none = Noch gibt es keine Einträge.
records-none-why = Zeilen, die jemand in Notion anlegt, erscheinen hier mit dem nächsten Abgleich.
records-none-shown = Kein Eintrag ist so.
records-show-all = Alle zeigen
records-by-status = Einträge nach Status
view-all = Alle
view-errors = Alle Fehler
view-review = Bereit zur Durchsicht
view-priority = Hohe Priorität
column-title = Titel
column-channel = Kanal
column-status = Status
column-priority = Priorität
column-time = Im Status
column-updated = Geändert
column-property = Eigenschaft
state-draft = Entwurf
state-pending = Eingereiht
state-processing = In Arbeit
state-awaiting_review = Bereit zur Durchsicht
state-approved = Freigegeben
state-rejected = Abgelehnt
state-completed = Abgeschlossen
state-failed = Fehler
state-retry = Zu wiederholen
board-column = { $count ->
    [one] { $name }, { $count } Eintrag
   *[other] { $name }, { $count } Einträge
}
board-fold = { $name } einklappen
board-unfold = { $name } ausklappen
board-more = { $count } weitere
board-empty = Keine Einträge.
board-move = { $title } verschieben
board-keys = Pfeile wandern, Enter öffnet, Umschalt mit einem Pfeil schiebt einen Eintrag weiter, M wählt seinen Status.
choice-of = { $field } von { $title }
record-changed = „{ $title }“ ist jetzt { $value }.
record-unready = Bleibt im Entwurf
record-waiting = { $count ->
    [one] { $count } Änderung wartet auf das Senden
   *[other] { $count } Änderungen warten auf das Senden
}
record-region = Eintrag
record-read = Seite lesen
record-missing = Dieser Eintrag ist nicht hier
record-to-records = Zurück zu den Einträgen
record-stays-draft = Dieser Eintrag bleibt im Entwurf, bis alles da ist, was er braucht.
record-conflict = Dieser Eintrag wurde hier und in Notion geändert. Bis du entscheidest, liest du die Fassung von Notion; deine ist aufgehoben.
fields-here = Hier geändert
fields-notion = Gehört Notion
fields-notion-why = Diese Felder werden in Notion geschrieben und von hier nie überschrieben. Ändere sie dort; sie folgen mit dem nächsten Abgleich.
field-change = { $field }: { $value }. Ändern …
field-waits = Wartet auf das Senden. Notion hat noch { $value }.
history = Geschichte
history-none = Seit es aufgehoben ist, hat sich nichts geändert.
history-undo = Zurücknehmen
history-undo-named = Zurücknehmen: { $field } wird wieder { $value }
history-undone = Zurückgenommen
history-undone-said = Zurückgenommen: { $field }
overtaken-title = { $field } trotzdem zurücknehmen?
overtaken-notion = Dasselbe wurde inzwischen in Notion geändert. Das Zurücknehmen überschreibt das.
overtaken-here = Dasselbe wurde inzwischen hier geändert und wartet auf das Senden. Das Zurücknehmen überschreibt beides.
overtaken-is-here = Hier
overtaken-in-notion = In Notion
overtaken-would-write = Nach dem Zurücknehmen
overtaken-do = Trotzdem zurücknehmen
part-body = Text
part-page = Neue Seite
part-place = Ort
part-trash = Papierkorb
trash-in = im Papierkorb
trash-out = nicht im Papierkorb
origin-local = Du, hier
origin-notion = { $who }, in Notion
origin-merge = Zusammengeführt von hier und aus Notion
origin-undo = Du, durch Zurücknehmen
origin-conflict = Du, durch Entscheiden
move-title = Trotzdem verschieben?
move-text = „{ $title }“ ist { $from }. Von dort führt der Ablauf nicht zu { $to }.
move-next = Als Nächstes käme { $next }.
move-end = Das ist das Ende des Ablaufs.
move-stay = Lassen
move-do = Trotzdem verschieben
open-named = In Notion öffnen: { $title }
inbox-title = { $count ->
    [one] { $count } Eintrag bleibt im Entwurf
   *[other] { $count } Einträge bleiben im Entwurf
}
inbox-lead = Etwas, das sie brauchen, fehlt oder ist nicht zu gebrauchen, deshalb werden sie nicht eingereiht. Ihr Status in Notion bleibt, wie er ist. Sobald es in Notion behoben ist, gehen sie von selbst weiter.
inbox-empty = Nichts wird zurückgehalten.
inbox-empty-why = Jeder Eintrag hat, was er braucht. Einer, dem etwas fehlt, steht hier, mit dem Grund.
inbox-status = { $status } in Notion
inbox-choose = { $field } wählen …
reason-is-missing = { $field } fehlt
reason-unknown-channel = Unbekannter Kanal: { $found }
reason-unknown-status = Unbekannter Status: { $found }
reason-too-long = { $field } ist zu lang: { $length } von { $limit } Zeichen
remedy-suggestion = Meintest du { $suggestion }? Wähle es in Notion.
remedy-choose = Wähle in Notion { $options }.
remedy-choose-one = Wähle in Notion etwas aus.
remedy-fill = Fülle { $field } in Notion aus.
remedy-status = Wähle einen der Namen, die der Ablauf kennt.
remedy-shorten = Kürze es in Notion auf { $limit } Zeichen.

## Profile

profile-none = Aus einer Datenbank Einträge machen
profile-what = Ein Profil sagt, wie die Zeilen einer Datenbank in Notion aussehen müssen: welche Felder sie brauchen, welche Werte erlaubt sind, und den Weg vom Entwurf bis zum Ende.
profile-fact-rules = Geprüft, bevor etwas eingereiht wird
profile-fact-rules-why = Jede Zeile wird an den Regeln gemessen, sooft sie sich ändert, hier oder in Notion.
profile-fact-inbox = Nichts geht verloren
profile-fact-inbox-why = Eine Zeile, der etwas fehlt, bleibt im Entwurf und wird mit dem Grund für jedes Feld aufgeführt.
profile-fact-board = Im Gleichschritt, in beide Richtungen
profile-fact-board-why = Du schiebst Einträge hier weiter, andere in Notion. Ändern beide dasselbe, wird niemandes Fassung weggeworfen.
profile-create = Datenbank in Notion anlegen
profile-attach = An vorhandene Datenbank anlegen
profile-nothing-yet = Du siehst, was geschähe, bevor etwas geschieht. Eingebaut: video-production.
profile-sample = Die Beispielseiten gibt es nur auf diesem Rechner. Verbinde einen Arbeitsbereich, um ein Profil zu verwenden.
profile-create-lead = Eine neue Datenbank für Videoproduktionen, mit ihren Eigenschaften, Status und Kanälen, kommt in eine Seite, die du wählst.
profile-attach-lead = Das Profil video-production wird an eine vorhandene Datenbank gehalten. Du siehst jeden Unterschied, und welche Zeilen gültig wären.
profile-title = Name der Datenbank
profile-title-suggested = Videoproduktionen
profile-channels = Ordner mit den Kanälen
profile-channels-why = Eine YAML-Datei für jeden Kanal. Bleibt es leer, ist es der Ordner „channels“ im Ordner von Keepsake.
profile-applying = Wird angewendet …
profile-do-create = Anlegen
profile-do-attach = Anwenden
profile-applied = „{ $title }“ wird ab jetzt geprüft.
profile-remove = Profil abnehmen …
profile-remove-title = Profil abnehmen?
profile-remove-text = Die Zeilen bleiben Seiten deines Gedächtnisses, und der Inhalt von Notion bleibt unberührt. Tafel, Eingang und Prüfungen dieser Datenbank enden.
profile-remove-do = Abnehmen
place-page = Seite, in die sie kommt
place-database = Datenbank
place-filter = Nach Titel filtern
place-none = Nichts heißt so.
place-more = und { $count } weitere; der Filter findet sie
preview = Was geschähe
preview-lead = Noch wurde nichts geändert, weder hier noch in Notion.
preview-look = Ansehen, was geschähe
preview-looking = Wird nachgesehen …
preview-fits = Es passt und lässt sich anwenden.
preview-unfit = Es passt noch nicht. Behebe, was markiert ist, und sieh noch einmal nach.
preview-valid = Gültig
preview-invalid = Bleiben im Entwurf
preview-channels = Kanäle
preview-no-channels = Es gibt keine. Jeder Zeile würde ihr Kanal fehlen.
preview-channels-from = Aus { $folder }
preview-differences = Unterschiede
preview-made = Eigenschaften der neuen Datenbank
preview-added = Eigenschaften, die dazukommen
preview-examples = { $count ->
    [one] Die { $count } Zeile, die im Entwurf bleibt
   *[other] Die { $count } Zeilen, die im Entwurf bleiben
}
property-kind-title = Titel
property-kind-rich_text = Text
property-kind-number = Zahl
property-kind-select = Auswahl
property-kind-multi_select = Mehrfachauswahl
property-kind-status = Status
property-kind-date = Datum
property-kind-people = Personen
property-kind-files = Dateien
property-kind-checkbox = Kästchen
property-kind-url = Link
property-kind-email = E-Mail
property-kind-phone_number = Telefonnummer
property-kind-formula = Formel
property-kind-relation = Verknüpfung
property-kind-rollup = Zusammenfassung
property-kind-created_time = Erstellt am
property-kind-created_by = Erstellt von
property-kind-last_edited_time = Bearbeitet am
property-kind-last_edited_by = Bearbeitet von
property-kind-unique_id = Eigene Nummer
property-kind-verification = Prüfung
property-kind-button = Schaltfläche
property-kind-place = Ort
difference-missing = { $property } fehlt; es wäre vom Typ „{ $expected }“.
difference-wrongType = { $property } ist vom Typ „{ $found }“ und muss „{ $expected }“ sein.
difference-otherType = { $property } ist vom Typ „{ $found }“ statt „{ $expected }“. Das ist in Ordnung.
difference-renamed = { $property } heißt hier { $found }. Das ist in Ordnung.
difference-missingOptions = { $blocking ->
    [yes] { $property } fehlen die Optionen { $expected }.
   *[no] { $property } fehlen die Optionen { $expected }; sie kämen dazu.
}
difference-unknownOptions = { $property } hat Optionen, die das Profil nicht kennt: { $found }.
difference-otherFormula = Die Formel von { $property } ist eine andere. Sie bleibt, wie sie ist.
difference-unused = { $property } wird vom Profil nicht verwendet und bleibt unberührt.
difference-blocks = Das muss zuerst behoben werden.
rules-title = Regeln dieser Datenbank
rules-fields = Felder
rules-states = Zustände und ihre Namen in Notion
rule-owner-here = Hier oder in Notion geändert; wenn beides, gewinnt, was hier geschrieben wurde.
rule-owner-notion = Gehört Notion; wird von hier nie überschrieben.
rule-owner-newest = Hier oder in Notion geändert; wenn beides, gewinnt das Neuere.
rule-owner-ask = Hier oder in Notion geändert; wenn beides, wirst du gefragt.
rule-required = Jeder Eintrag braucht es.

## Aktivität

activity-decisions = Entscheidungen
activity-alerts = Warnungen
decisions-list = Was eine Entscheidung braucht
decisions-none = Nichts braucht eine Entscheidung.
decisions-none-why = Eine Seite, die hier und in Notion an derselben Stelle geändert wird, steht hier mit beiden Fassungen. Niemandes wird weggeworfen.
conflict-segments = { $segments ->
    [one] { $segments } Absatz
   *[other] { $segments } Absätze
}
conflict-properties = { $properties ->
    [one] { $properties } Eigenschaft
   *[other] { $properties } Eigenschaften
}
conflict-both = { $segments ->
    [one] { $segments } Absatz
   *[other] { $segments } Absätze
}, { $properties ->
    [one] { $properties } Eigenschaft
   *[other] { $properties } Eigenschaften
}
conflict-trash-notion = im Papierkorb von Notion
conflict-trash-here = hier im Papierkorb
conflict-lead = Du und { $who } habt dieselbe Stelle geändert. Bis du entscheidest, liest du die Fassung von Notion; deine ist aufgehoben. Nichts wurde geschrieben, und was auch immer du wählst, das andere bleibt in der Geschichte.
conflict-lead-trash-notion = { $who } hat diese Seite in den Papierkorb von Notion gelegt, und du hast sie hier geändert. Deine Fassung bleibt, bis du entscheidest.
conflict-lead-trash-here = Du hast diese Seite hier in den Papierkorb gelegt, und { $who } hat sie in Notion geändert. Beides bleibt, bis du entscheidest.
conflict-choices = Möglichkeiten
conflict-edit = Ergebnis bearbeiten …
decide-all = Mehrere entscheiden …
decide-all-title = Für alle dasselbe?
decide-all-text = Hake die Seiten an und wähle dann, welche Fassung gilt. Die andere bleibt in der Geschichte jeder Seite.
decided-all = { $count ->
    [one] Entschieden: { $count } Seite.
   *[other] Entschieden: { $count } Seiten.
}
keep-notion = Die von Notion
keep-here = Meine
keep-both = Beide behalten
keep-notion-why = Nichts wird geschrieben.
keep-here-why = Meine wird in Notion geschrieben.
keep-both-why = Meine wird eine zweite Seite.
keep-notion-trash-notion = Löschen
keep-here-trash-notion = In Notion zurückholen
keep-both-trash-notion = Nur hier behalten
keep-notion-trash-notion-why = Übernimmt den Papierkorb von Notion. Deine Fassung bleibt in der Geschichte.
keep-here-trash-notion-why = Holt die Seite in Notion zurück, mit dem, was du geschrieben hast.
keep-both-trash-notion-why = Bleibt auf diesem Rechner; der Papierkorb von Notion bleibt, wie er ist.
keep-notion-trash-here = Seite behalten
keep-here-trash-here = In Notion löschen
keep-both-trash-here = Nur in Notion behalten
keep-notion-trash-here-why = Nimmt sie hier aus dem Papierkorb, mit dem, was Notion hat.
keep-here-trash-here-why = Legt sie in den Papierkorb von Notion, wo sie sich zurückholen lässt.
keep-both-trash-here-why = Hier fort, in Notion unberührt.
kept-notion = „{ $title }“: Die Fassung von Notion gilt.
kept-here = „{ $title }“: Deine Fassung wird in Notion geschrieben.
kept-both = „{ $title }“: Beide bleiben.
kept-edited = „{ $title }“: Dein Ergebnis wird in Notion geschrieben.
segment = Absatz
segment-under = unter „{ $under }“
segment-under-spoken = Absatz unter „{ $under }“
segment-not-there = Das gab es nicht.
segment-removed = Entfernt.
side-base = Vorher
side-here = Hier, von dir
side-notion = In Notion
side-notion-by = In Notion, von { $who }
legend-added = hinzugefügt
legend-removed = entfernt
result-take-here = Mit meiner beginnen
result-take-notion = Mit der von Notion beginnen
result-why = Das Ergebnis wird in Notion geschrieben. Beide Fassungen bleiben in der Geschichte.
result-apply = Dieses Ergebnis nehmen
brake-here = { $share } von „{ $database }“ kam in Notion in den Papierkorb: übernehmen?
brake-notion = { $share } von „{ $database }“ kam hier in den Papierkorb: auch in Notion?
brake-all-here = { $share } aller Seiten kam in Notion in den Papierkorb: übernehmen?
brake-all-notion = { $share } aller Seiten kam hier in den Papierkorb: auch in Notion?
brake-why-here = Das ist mehr als sonst, deshalb wurde hier nichts gelöscht. Alles bleibt lesbar, bis du entscheidest.
brake-why-notion = Das ist mehr als sonst, deshalb wurde in Notion nichts gelöscht.
brake-short-here = In Notion wurde viel gelöscht
brake-short-notion = Hier wurde viel gelöscht
brake-amount = { $planned } von { $total } Seiten
brake-pages = Einige davon
brake-decline-here = Hier behalten
brake-decline-notion = Notion lassen, wie es ist
brake-allow-here = Übernehmen
brake-allow-notion = In Notion löschen
brake-after-here = Behaltene Seiten bleiben hier lesbar. Übernommene lassen sich zurückholen, solange Notion sie im Papierkorb hat.
brake-after-notion = In Notion kommen sie in den Papierkorb, wo sie sich zurückholen lassen.
brake-allowed = Übernommen.
brake-declined = Behalten. Nichts wurde gelöscht.
parked-short = Ließ sich nicht senden
parked-lead = Diese Änderung wurde hier gemacht, und Notion hat sie nicht angenommen. Sie ist aufgehoben.
parked-what = Änderung
parked-why = Grund
parked-said = Notion sagt
parked-request = Anfrage
parked-since = Seit
parked-next = Nächster Versuch
parked-due = Mit dem nächsten Abgleich
parked-never = Wenn sich etwas ändert oder du es willst
parked-open = Seite öffnen
parked-retried = Es wird jetzt noch einmal versucht.
parked-no_permission = { $part ->
    [page] Die Verbindung darf keine Seiten anlegen. Schalte in ihren Einstellungen in Notion „Inhalte einfügen“ ein und versuche es dann noch einmal.
    [property] Die Verbindung darf keine Eigenschaften ändern. Schalte in ihren Einstellungen in Notion „Inhalte aktualisieren“ ein und versuche es dann noch einmal.
    [place] Die Verbindung darf keine Seiten verschieben. Schalte in ihren Einstellungen in Notion „Inhalte aktualisieren“ ein und versuche es dann noch einmal.
    [trash] Die Verbindung darf keine Seiten in den Papierkorb legen oder herausnehmen. Schalte in ihren Einstellungen in Notion „Inhalte aktualisieren“ ein und versuche es dann noch einmal.
   *[body] Die Verbindung darf keine Texte ändern. Schalte in ihren Einstellungen in Notion „Inhalte aktualisieren“ ein, und „Inhalte einfügen“ für das, was dazukommt; versuche es dann noch einmal.
}
parked-block_limit = Der Arbeitsbereich hat so viele Blöcke, wie sein Tarif erlaubt. Schaffe dort Platz oder wechsle den Tarif, und versuche es dann noch einmal.
parked-row_limit = Die Datenbank hat so viele Zeilen, wie Notion erlaubt.
parked-not_shared = Notion gibt die Seite nicht mehr für uns frei. Gib sie wieder frei und versuche es dann noch einmal.
parked-refused_by_notion = Notion hat den Wert nicht angenommen. Wähle einen anderen, oder mache ihn in Notion möglich.
parked-unprovable = Es lässt sich nicht schreiben, ohne zu gefährden, was jemand anderes an derselben Stelle schrieb. Ändere es in Notion, oder nimm es hier zurück.
parked-not_writable = Diese Art Inhalt lässt sich über die Schnittstelle von Notion nicht schreiben. Ändere es in Notion.
parked-would_drop_pages = Es nähme Seiten fort, die in dieser liegen. Verschiebe sie zuerst, oder ändere es in Notion.
parked-overtaken = Jemand anderes hat zur selben Zeit weitergeschrieben. Es wird noch einmal versucht.
parked-postponed = Etwas Vorübergehendes kam dazwischen. Es wird noch einmal versucht.
parked-several_candidates = Es ist nicht sicher, welche von mehreren neuen Seiten in Notion diese ist. Sieh dort nach und lösche die überzähligen.
parked-in_trash_with_parent = Es liegt in etwas, das im Papierkorb ist, und kommt mit ihm heraus. Hole zurück, worin es liegt.
parked-property_missing = Die Datenbank hat keine solche Eigenschaft mehr. Lege sie in Notion wieder an, oder nimm die Änderung hier zurück.
parked-read_only = Notion berechnet diese Eigenschaft und nimmt keinen Wert dafür. Nimm die Änderung hier zurück.
parked-place_not_possible = Eine Seite lässt sich von hier nicht dorthin verschieben. Verschiebe sie in Notion, oder nimm die Änderung hier zurück.
parked-place_unknown = Notion sagt nicht, wo die Seite liegt, deshalb lässt sie sich von hier nicht verschieben. Verschiebe sie in Notion, oder nimm die Änderung hier zurück.
parked-lossy_base = Notion gab nicht den ganzen Text heraus, deshalb lässt sich die Änderung nicht um das Fehlende herum machen. Mache sie in Notion, oder nimm sie hier zurück.
parked-breaks_a_rule = Der Eintrag verletzt eine Regel, deshalb bleibt sein Status in Notion, wie er ist. Die Änderung wird gesendet, sobald der Eintrag wieder gültig ist.
parked-other = Notion hat es nicht angenommen.
waiting-short = Wartet auf das Senden
waiting-amount = { $count ->
    [one] { $count } Änderung
   *[other] { $count } Änderungen
}
waiting-title = { $count ->
    [one] { $count } Änderung wartet auf das Senden
   *[other] { $count } Änderungen warten auf das Senden
}
alerts-open = { $count ->
    [one] { $count } offene Warnung
   *[other] { $count } offene Warnungen
}
alerts-earlier = Früher
alerts-none = Es gibt keine Warnungen.
alerts-none-why = Ein abgelehnter Schlüssel, eine verlorene Verbindung oder ein Abgleich, der immer wieder scheitert, stünde hier.
severity-info = Hinweis.
severity-warning = Warnung.
severity-error = Fehler.
severity-critical = Kritisch.
alert-auth_failure = Notion nimmt unseren Schlüssel nicht mehr an. Der Abgleich ruht.
alert-connection_lost = { $host } war nicht zu erreichen. Es wird von selbst noch einmal versucht.
alert-sync_failure = Der Abgleich ist { $failures }-mal hintereinander gescheitert. Er wird von selbst noch einmal versucht.
alert-disk_full = Der Datenträger ist voll, deshalb lässt sich nichts Neues aufheben. Schaffe Platz; der Abgleich geht von selbst weiter.
alert-little_space = Import angehalten: Auf diesem Datenträger sind noch { $megabytes } MB frei. Er geht von selbst weiter, sobald Platz ist.
alert-brake = { $planned } von { $total } Seiten wären gelöscht worden. Keine wurde es; es wartet auf deine Entscheidung.
alert-decisions = { $count ->
    [one] { $count } Seite wurde hier und in Notion an derselben Stelle geändert.
   *[other] { $count } Seiten wurden hier und in Notion an derselben Stelle geändert.
}
alert-parked = { $count ->
    [one] Notion hat { $count } Änderung von hier nicht angenommen. Sie ist aufgehoben.
   *[other] Notion hat { $count } Änderungen von hier nicht angenommen. Sie sind aufgehoben.
}
alert-channels_missing = { $finding ->
    [missing] Der Ordner { $folder } mit den Kanälen von „{ $profile }“ ist nicht da. Ist sein Laufwerk verbunden?
    [empty] Der Ordner { $folder } mit den Kanälen von „{ $profile }“ ist leer. Ist sein Laufwerk verbunden?
   *[refused] Eine Datei im Ordner { $folder } mit den Kanälen von „{ $profile }“ ist nicht zu gebrauchen.
} { $known ->
    [one] Der eine Kanal, der vorher gelesen wurde, gilt solange weiter.
   *[other] Die { $known } Kanäle, die vorher gelesen wurden, gelten solange weiter.
}
alert-webhook_silent = Nachrichten von Notion kommen nicht mehr an. Nichts wird versäumt: es wird jede Minute gefragt.
alert-test = Das ist ein Versuch.
alert-other = Etwas will angesehen werden. Einzelheiten stehen im Protokoll.
alert-times = { $count }-mal
alert-first = zuerst
alert-last = zuletzt
alert-acknowledge = Zur Kenntnis nehmen
alert-acknowledge-named = Zur Kenntnis nehmen: { $alert }
alert-acknowledged = Zur Kenntnis genommen
alert-state-acknowledged = zur Kenntnis genommen
alert-state-cleared = nicht mehr der Fall

## Hilfe

help-title = So funktioniert es
help-where = Deine Seiten liegen in einem Ordner auf diesem Rechner. Nichts geht an uns; es gibt kein Konto bei uns.
help-asks = Keepsake fragt Notion selbst, höchstens dreimal in der Sekunde, weil Notion nicht mehr erlaubt.
help-order = Zuerst kommen die Titel, damit sich nach etwa einer Minute alles am Namen finden lässt. Die Inhalte folgen, die neuesten zuerst.
help-missing = Was sich nicht holen lässt, steht mit seinem Grund unter „Aktivität“. Nichts wird stillschweigend weggelassen.
help-keys = Tasten
help-close = Schließen
help-version = Keepsake { $version }
key-for-search = Suche
key-for-records = Einträge, Aktivität
key-for-sync = Jetzt abgleichen
key-for-pause = Anhalten oder weiter
key-for-notion = Seite in Notion öffnen
key-for-copy-link = Link eines Treffers kopieren
key-for-move = Tafel: Eintrag weiterschieben
key-for-status = Tafel: Status wählen
key-for-cases = Entscheidungen: nächste, vorige
key-for-choices = Entscheidungen: wählen, dann Enter
key-for-back = Zurück
key-for-regions = Nächster Teil des Fensters
key-for-close = Schließen, oder Suche leeren
key-for-window = Fenster schließen
key-for-quit = Keepsake beenden
key-control = Strg
key-command = ⌘
key-alt = Alt
key-shift = Umschalt
key-escape = Esc
key-enter = ↵
key-up = ↑
key-down = ↓
key-left = ←
key-2-3 = 2, 3
key-1-2-3 = 1, 2, 3
key-j = J
key-m = M
key-right = →
key-c = C
key-k = K
key-o = O
key-p = P
key-q = Q
key-r = R
key-w = W
key-f6 = F6

## Trennen

leave-access-taken-back = Notion hat den Zugriff zurückgenommen.
leave-access-unanswered = Notion hat den Zugriff nicht zurückgenommen. Entferne die Verbindung in den Einstellungen von Notion.
