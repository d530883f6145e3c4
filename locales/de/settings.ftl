### Einstellungen und das Ende. Es gelten die Regeln von window.ftl.

settings = Einstellungen
settings-find = Einstellung suchen
settings-found = { $count ->
    [0] Keine Einstellung gefunden
    [one] { $count } Einstellung gefunden
   *[other] { $count } Einstellungen gefunden
}
settings-none = Keine Einstellung hat „{ $words }“.
settings-sections = Abschnitte der Einstellungen
settings-connections = Verbindungen
settings-syncing = Abgleich
settings-appearance = Aussehen
settings-notifications = Mitteilungen
settings-language = Sprache
settings-privacy = Privates und Daten
settings-updates = Neue Versionen
settings-advanced = Erweitert
settings-fixed = { $place } legt es fest.

settings-workspaces = Arbeitsbereiche
settings-workspaces-also = Konto Token Schlüssel trennen neu verbinden abgleichen Seiten wählen
settings-card = { $pages ->
    [one] { $pages } Seite
   *[other] { $pages } Seiten
}, { $databases ->
    [one] { $databases } Datenbank
   *[other] { $databases } Datenbanken
}
settings-state-ok = Auf dem neuesten Stand
settings-state-ok-opened = Zuletzt auf dem neuesten Stand
settings-state-working = Wird abgeglichen
settings-state-paused = Angehalten
settings-state-offline = Offline
settings-state-waiting = Wartet auf das Senden
settings-state-unfinished = Nicht fertig
settings-state-trouble = Warten auf Notion
settings-state-little-space = Datenträger fast voll
settings-state-locked = Schlüsselbund gesperrt
settings-state-passphrase = Mit Passphrase verschlossen
settings-state-reconnect = Braucht seinen Schlüssel
settings-state-stopped = Beendet
settings-connect = Arbeitsbereich hinzufügen

settings-every = Wie oft
settings-every-why = Nachsehen kostet höchstens zwei Anfragen, wenn sich nichts geändert hat. Was du hier änderst, wird sofort gesendet.
settings-every-opened = Wenn ich Keepsake öffne
settings-every-opened-why = In Notion wird nachgesehen, wenn Keepsake startet und wenn du zu seinem Fenster zurückkommst, höchstens einmal in der Minute. Was du hier änderst, wird sofort gesendet.
settings-every-also = Abstand Minute Zeitplan Intervall Öffnen Start
settings-every-minutes = { $minutes ->
    [one] Jede Minute
    [60] Jede Stunde
   *[other] Alle { $minutes } Minuten
}
settings-every-seconds = { $seconds ->
    [one] Jede Sekunde
   *[other] Alle { $seconds } Sekunden
}
settings-inStep = Mit Notion in Einklang halten
settings-inStep-why = Solange Keepsake läuft. Ausgeschaltet wird nur nachgesehen, wenn du es verlangst, und was du hier änderst, wartet bis dahin.
settings-inStep-also = Pause automatisch von selbst Hintergrund
settings-sparing = Auf Akku und in getakteten Netzen seltener nachsehen
settings-sparing-why = Wo das System davon weiß. Was du hier änderst, wird trotzdem sofort gesendet.
settings-sparing-also = Strom Laptop Mobilfunk Daten Kosten
settings-background = Im Hintergrund weiterlaufen
settings-background-why = Der Abgleich geht weiter, wenn das Fenster geschlossen wird.
settings-login = Beim Anmelden starten
settings-login-why = Ohne Fenster, bereit, wenn du es bist.
settings-login-also = Autostart Hochfahren Rechner startet
settings-chosen = Anhänge und Kommentare
settings-chosen-why = Dateien bis 20 MB kommen mit, wenn du nichts anderes sagst, Kommentare nicht. Das wird zusammen mit den Seiten gewählt, unter „Optionen“.
settings-chosen-also = Dateien Bilder

settings-theme = Farben
settings-theme-why = Die des Systems, oder immer dieselben.
settings-theme-also = Thema dunkel hell Nacht Modus
settings-theme-system = Wie das System
settings-theme-light = Hell
settings-theme-dark = Dunkel
settings-density = Platz
settings-density-why = Wie viel Platz Zeilen und Knöpfe haben.
settings-density-also = Dichte kompakt bequem Abstand
settings-density-compact = Kompakt
settings-density-comfortable = Bequem
settings-text = Textgröße
settings-text-why = Alles wächst mit.
settings-text-also = Schrift Zoom größer kleiner

settings-reconnect = Ein Schlüssel gilt nicht mehr
settings-reconnect-why = Höchstens einmal am Tag für jeden Arbeitsbereich.
settings-diskFull = Die Festplatte ist voll oder fast voll
settings-diskFull-why = Der Abgleich wartet, bis Platz ist.
settings-decisions = Auf beiden Seiten wurde etwas geändert
settings-decisions-why = Beide Fassungen bleiben, bis du entscheidest. Höchstens einmal am Tag.
settings-deletions = Es wurde viel gelöscht
settings-deletions-why = Hier wird nichts gelöscht, bis du entscheidest.
settings-finished = Ein Import ist fertig
settings-finished-why = Nur einer, der länger als eine Minute gedauert hat.

settings-titles = Seiten in Mitteilungen nennen
settings-titles-why = Titel sind auch auf einem gesperrten Bildschirm zu lesen. Ausgeschaltet stehen in Mitteilungen nur Zahlen und der Name des Arbeitsbereichs.
settings-titles-also = Titel Privatsphäre Sperrbildschirm

settings-spoken-why = Das Menü hinter dem Symbol und Mitteilungen sprechen sie auch.
settings-spoken-also = German English Deutsch Englisch language

settings-place = Wo deine Seiten sind
settings-place-also = Ordner Größe Festplatte Speicher
settings-place-is = { $folder } – { $all } auf dieser Festplatte, davon { $memory } Gedächtnis und { $files } Anhänge.
settings-open-folder = Ordner öffnen
settings-secret = Wo deine Schlüssel sind
settings-secret-also = Schlüsselbund Token Geheimnis Verschlüsselung Passwort
settings-secret-is = { $store ->
    [keychain] Im Schlüsselbund deines Systems.
    [passphraseFile] In einer Datei, die mit deiner Passphrase verschlüsselt ist.
    [keyFile] In einer verschlüsselten Datei, deren Schlüssel nur dein Benutzerkonto lesen kann. Dieses System hat keinen Schlüsselbund.
   *[unavailable] Zurzeit lässt sich kein Ort öffnen. Entsperre deinen Schlüsselbund.
}
settings-backup = Sicherungen
settings-backup-why = Eine Kopie des ganzen Gedächtnisses in deinen Downloads, auch mit dem, was hier geändert wurde. Schlüssel und Anhänge sind nicht dabei. Wer die Datei hat, kann deine Seiten lesen.
settings-backup-also = Sicherung Backup sichern zurückspielen wiederherstellen Kopie
settings-do-backup = Sichern
settings-doing-backup = Wird gesichert …
settings-do-restore-backup = Zurückspielen …
settings-sealed = Wer deine Seiten hier lesen kann
settings-sealed-why = Das Gedächtnis selbst verschlüsselt Keepsake nicht: Es verlässt sich auf die Verschlüsselung deiner Festplatte. Schalte sie ein, wo andere herankommen könnten.
settings-sealed-also = Verschlüsselung verschlüsselt Festplatte Sicherheit
settings-export = Alles mitnehmen
settings-export-why = Jede Seite als Markdown, mit ihren Anhängen und dem, was du hier geändert hast, in deinen Downloads. Ohne Netz.
settings-export-also = Export Sicherung Kopie Markdown
settings-do-export = Exportieren
settings-exported = Alles liegt in deinen Downloads, in „{ $name }“.
settings-exported-own = { $count ->
    [one] Alles liegt in deinen Downloads, in „{ $name }“, mit { $count } Änderung von dir, die Notion nicht hat: own-edits.jsonl nennt sie.
   *[other] Alles liegt in deinen Downloads, in „{ $name }“, mit { $count } Änderungen von dir, die Notion nicht hat: own-edits.jsonl nennt sie.
}
settings-forgotten = Vergessene Arbeitsbereiche
settings-forgotten-why = Sie werden entfernt, wenn ihre Zeit um ist.
settings-forgotten-also = wiederherstellen rückgängig Papierkorb
settings-forgotten-until = Wird am { $day } entfernt
settings-restore = Wiederherstellen
settings-restore-of = { $workspace } wiederherstellen
settings-restored = Er ist wieder da und lässt sich lesen. Verbinde ihn neu, um ihn abzugleichen.
forgotten-delete = Endgültig löschen …
forgotten-delete-of = Endgültig löschen … { $workspace }
forgotten-delete-title = { $workspace } endgültig löschen?
forgotten-delete-what = Seiten und Anhänge, und deine Änderungen, die Notion nicht hat, werden jetzt von diesem Rechner entfernt, auch aus Kopien, die Keepsake vor einer Aktualisierung angelegt hat. Nichts holt sie zurück. In Notion ändert sich nichts.
forgotten-delete-do = Endgültig löschen
forgotten-deleting = Wird gelöscht …
forgotten-deleted = { $workspace } ist von diesem Rechner gelöscht.
settings-delete = Alles löschen
settings-delete-why = Jeden Arbeitsbereich, mit Schlüsseln, Anhängen, Einstellungen und Protokollen. Was in Notion liegt, bleibt unberührt.
settings-delete-left-why = Was Keepsake auf diesem Rechner noch aufhebt: vergessene Arbeitsbereiche, Kopien eines früheren Gedächtnisses, Einstellungen und Protokolle. Was in Notion liegt, bleibt unberührt.
settings-delete-also = entfernen deinstallieren
settings-do-delete = Alles löschen …

settings-version = Diese Version
settings-version-also = Update Aktualisierung über

settings-logs = Protokolle
settings-logs-why = Was Keepsake in den letzten Tagen getan hat, ohne Schlüssel.
settings-diagnostics = Diagnosedatei
settings-diagnostics-why = Für jemanden, der dir hilft: Versionen, Prüfungen und Zahlen. Du liest sie, bevor sie gesichert wird.
settings-diagnostics-also = Hilfe Fehler melden Unterstützung
settings-do-diagnostics = Ansehen …
settings-diagnostics-read = Das ist alles, was gesichert wird. Darin ist keine Seite, kein Name, kein Ordner und kein Schlüssel.
settings-save-diagnostics = In die Downloads sichern
settings-index = Suchverzeichnis
settings-index-why = Erneuere es, wenn etwas, das hier ist, nicht gefunden wird.
settings-index-also = neu aufbauen reparieren
settings-do-index = Erneuern
settings-index-done = Das Suchverzeichnis ist erneuert.
settings-reset = Einstellungen zurücksetzen
settings-reset-why = Alles auf dieser Seite, was du eingestellt hast. Arbeitsbereiche und Seiten bleiben.
settings-reset-also = Vorgabe Standard
settings-do-reset = Zurücksetzen …
settings-reset-title = Die Einstellungen zurücksetzen?
settings-reset-what = Wie oft in Notion nachgesehen wird, das Weiterlaufen im Hintergrund, Aussehen, Mitteilungen, Sprache und die Suche nach neuen Fassungen sind wieder wie am Anfang. Arbeitsbereiche, Seiten und was beim Anmelden startet, bleiben.

set-in-step = Mit Notion in Einklang halten, solange Keepsake läuft
set-in-step-why = Was sich dort ändert, kommt von selbst hierher.
set-login = Beim Anmelden starten
set-login-why = Ohne Fenster, damit alles auf dem neuesten Stand ist, wenn du es brauchst.

key-for-settings = Einstellungen
key-comma = ,

leave-title = { $workspace } trennen?
leave-title-everything = Alles löschen?
leave-sample = Die Beispielseiten werden von diesem Rechner entfernt. Sie lassen sich jederzeit wieder öffnen.
leave-keep = Nicht mehr abgleichen
leave-keep-why = Was hier ist, lässt sich lesen, aber nicht mehr ändern.
leave-forget = Arbeitsbereich vergessen
leave-forget-why = 30 Tage lang lässt er sich wiederherstellen.
leave-everything = Alles löschen
leave-everything-why = Sofort und endgültig.
leave-table = Was aus was wird
leave-what = Was
leave-row-pages = Aufgehobene Seiten
leave-row-edits = Deine Änderungen
leave-row-key = Der Schlüssel
leave-row-notion = Was in Notion liegt
leave-pages-keep = bleiben, zum Lesen
leave-pages-forget = sofort außer Sicht, nach 30 Tagen entfernt
leave-pages-everything = entfernt, von jedem Arbeitsbereich
leave-edits-keep = bleiben
leave-edits-forget = mit den Seiten entfernt
leave-edits-everything = entfernt, mit Einstellungen und Protokollen
leave-key-keep = entfernt
leave-key-forget = entfernt
leave-key-everything = entfernt
leave-notion-keep = unberührt
leave-notion-forget = unberührt
leave-notion-everything = unberührt
leave-access = Der Zugriff in Notion bleibt, bis du die Verbindung dort entfernst.
leave-access-asked = Notion wird gebeten, den Zugriff zurückzunehmen. Dort kannst du nachsehen.
leave-open-notion = Notions Verbindungen öffnen
leave-export = Vorher alles in meine Downloads exportieren, mit meinen Änderungen
leave-export-without = Vergessene Arbeitsbereiche werden nicht exportiert. Stelle einen zuerst wieder her, um ihn mitzunehmen.
leave-others = { $count ->
    [one] { $count } weiterer Arbeitsbereich wird mit gelöscht.
   *[other] { $count } weitere Arbeitsbereiche werden mit gelöscht.
}
leave-type = Um fortzufahren, gib den Namen des Arbeitsbereichs ein: { $workspace }
leave-left-what = Alles, was Keepsake auf diesem Rechner noch aufhebt, wird sofort und endgültig entfernt: Kopien eines früheren Gedächtnisses, Anhänge, Schlüssel, Einstellungen und Protokolle. Nichts holt es zurück. In Notion ändert sich nichts, und was du in deinen Downloads gespeichert hast, bleibt.
leave-left-forgotten = { $count ->
    [one] Dieser vergessene Arbeitsbereich geht mit und lässt sich dann nicht mehr wiederherstellen:
   *[other] Diese vergessenen Arbeitsbereiche gehen mit und lassen sich dann nicht mehr wiederherstellen:
}
leave-left-done = Auf diesem Rechner ist alles gelöscht.
leave-anyway-why = { $where ->
    [key_file] Es geht auch ohne sie weiter. Der Schlüssel bleibt verschlossen in seiner Datei und geht mit ihr, sobald kein Arbeitsbereich sie mehr braucht.
    [file] Wenn du die Passphrase vergessen hast, geht es auch ohne sie weiter. Der Schlüssel bleibt verschlossen in seiner Datei und geht mit ihr, sobald kein Arbeitsbereich sie mehr braucht.
   *[keychain] Es geht auch ohne ihn weiter. Ein Schlüssel in deinem Schlüsselbund bleibt dann dort, unter dem Namen „Keepsake“, bis du ihn entfernst.
}
leave-anyway-keep = Trotzdem nicht mehr abgleichen
leave-anyway-forget = Trotzdem vergessen
leave-anyway-everything = Trotzdem löschen
leave-left-inKeychain = Der Schlüsselbund deines Systems wurde nicht geöffnet, deshalb können dort noch Schlüssel liegen. Sie heißen „Keepsake“; entferne sie dort.
leave-left-inFile = Der Schlüssel bleibt in seiner verschlüsselten Datei, die sich nicht öffnen ließ und auch die Schlüssel anderer Arbeitsbereiche enthält. Er geht mit dem letzten von ihnen.
leave-left-webData = Was sich die Web-Engine des Fensters selbst gemerkt hat, ließ sich nicht entfernen. Lösche noch einmal alles, um es wieder zu versuchen.
leave-left-startAtLogin = Der Eintrag, der Keepsake bei der Anmeldung startet, ließ sich nicht entfernen. Entferne ihn in den Einstellungen deines Systems.
leave-do-keep = Nicht mehr abgleichen
leave-do-forget = Vergessen
leave-do-remove = Entfernen
leave-do-everything = Alles löschen
