### Die Hilfe der Befehlszeile auf Deutsch (docs/decisions/0011-help-in-other-languages.md). Die englische steht bei den
### Argumenten selbst. Ein Schlüssel nennt den Befehl (cli-help-import), sein Argument (cli-help-import--all), einen Wert davon
### (cli-help-import--comments--pages) oder die Beispiele darunter (cli-help-import-examples).

# Was clap in jeder Hilfe sagt.

cli-usage-heading = Aufruf
cli-usage-commands = Befehle
cli-usage-arguments = Argumente
cli-usage-options = Optionen
cli-usage-options-name = OPTIONEN
cli-usage-command-name = BEFEHL
# Was für einen Wert steht, Wort für Wort. Was fehlt, heißt in beiden Sprachen gleich.
cli-usage-name-addr = ADRESSE
cli-usage-name-comments = KOMMENTARE
cli-usage-name-condition = BEDINGUNG
cli-usage-name-database = DATENBANK
cli-usage-name-day = TAG
cli-usage-name-dir = ORDNER
cli-usage-name-edited = BEARBEITET
cli-usage-name-field = FELD
cli-usage-name-file = DATEI
cli-usage-name-files = ANHÄNGE
cli-usage-name-folder = ORDNER
cli-usage-name-kind = ART
cli-usage-name-limit = ANZAHL
cli-usage-name-memory = GEDÄCHTNIS
cli-usage-name-name = NAME
cli-usage-name-number = NUMMER
cli-usage-name-page-id = SEITEN_ID
cli-usage-name-profile = PROFIL
cli-usage-name-run = LAUF
cli-usage-name-sample-size = ANZAHL
cli-usage-name-seed = STARTWERT
cli-usage-name-time = ZEIT
cli-usage-name-title = TITEL
cli-usage-name-value = WERT
cli-usage-name-when = WANN
cli-usage-name-words = WÖRTER
cli-usage-default = [Vorgabe: { $value }]
cli-usage-environment = [Umgebung: { $value }]
cli-usage-possible = [möglich: { $value }]
cli-usage-possible-values = Mögliche Werte:
cli-usage-help = Hilfe zeigen
cli-usage-help-more = Hilfe zeigen (mehr mit „--help“)
cli-usage-help-less = Hilfe zeigen (kürzer mit „-h“)
cli-usage-version = Version zeigen
cli-usage-help-command = Diese Hilfe zeigen, oder die eines Befehls

# Was falsch eingegeben wurde.

cli-usage-error = Fehler: { $what }
cli-usage-more = Mehr dazu mit „--help“.
cli-usage-suggestion = Meintest du „{ $suggestion }“?
cli-usage-unknown-argument = „{ $argument }“ gibt es hier nicht.
cli-usage-unknown-command = Den Befehl „{ $argument }“ gibt es nicht.
cli-usage-missing-argument = Es fehlt: { $argument }
cli-usage-missing-command = Zu „{ $argument }“ fehlt ein Befehl. Es gibt: { $known }
cli-usage-missing-value = „{ $argument }“ braucht einen Wert.
cli-usage-invalid-value = „{ $value }“ geht für „{ $argument }“ nicht.
cli-usage-invalid-value-of = „{ $value }“ geht für „{ $argument }“ nicht. Möglich ist: { $known }
cli-usage-invalid-value-because = „{ $value }“ geht für „{ $argument }“ nicht: { $detail }
# Warum ein Wert nicht geht; steht nach einem Doppelpunkt. $most ist „none“, wo es keine Grenze gibt.
cli-usage-no-number = gib eine ganze Zahl an
cli-usage-number-too-large = die Zahl ist zu groß
cli-usage-number-too-small = die Zahl ist zu klein
cli-usage-no-address = gib eine Adresse mit Port an, etwa 127.0.0.1:8788
cli-usage-out-of-range = { $most ->
    [none] gib eine ganze Zahl an, mindestens { $least }
   *[other] gib eine ganze Zahl von { $least } bis { $most } an
}
cli-usage-conflict = „{ $argument }“ und „{ $other }“ gehen nicht zusammen.
cli-usage-twice = „{ $argument }“ darf nur einmal da stehen.

# Die Befehle.

cli-help = Dein Notion, auf diesem Rechner aufgehoben
cli-help-examples =
    Beispiele:
      keepsake import --sample --yes           ohne Konto ausprobieren
      keepsake connect                         einen Arbeitsbereich von Notion verbinden
      keepsake pages                           zeigen, was die Verbindung sieht
      keepsake import --all                    alles aufheben
      keepsake search quartal plan             es wiederfinden

    Exit-Codes: 0 gut, 1 Fehler, 2 falsch eingegeben, 3 braucht eine Anmeldung, 4 unvollständig.
    Umgebung: KEEPSAKE_HOME (Datenordner), KEEPSAKE_NOTION_URL (Ursprung der Schnittstelle ohne /v1),
    KEEPSAKE_REQUESTS_PER_SECOND (1 bis 10), KEEPSAKE_LOG (Filter des Protokolls), KEEPSAKE_LANGUAGE (en, de), NO_COLOR.
cli-help--json = Ein JSON-Dokument auf die Standardausgabe schreiben; Fortschritt geht auf die Standardfehlerausgabe
cli-help--sample = Den eingebauten Beispielbereich verwenden: ohne Konto, ohne Netz
cli-help--connection = Die Verbindung mit dieser Nummer verwenden (siehe „keepsake connections“)
cli-help-connect = Einen Arbeitsbereich von Notion verbinden, mit einem Schlüssel oder durch Anmelden
cli-help-connect-examples =
    Beispiele:
      keepsake connect                               fragt nach dem Schlüssel
      printf %s "$TOKEN" | keepsake connect --token-stdin
      keepsake connect --sample                      der Beispielbereich
      keepsake connect --client-id ID                meldet im Browser an, mit einer eigenen OAuth-Verbindung
      keepsake connect --sign-in                     meldet im Browser an, wo dieses Keepsake einen Anmeldedienst hat
cli-help-connect--token_stdin = Den Schlüssel von der Standardeingabe lesen; mit --client-id das Client-Geheimnis
cli-help-connect--client_id = Im Browser anmelden, mit der OAuth-Verbindung, die diese Client-ID hat und zu http://localhost:43110/oauth/callback (und 43111, 43112) zurückkommt
cli-help-connect--sign_in = Im Browser anmelden, über den Anmeldedienst dieses Keepsake (docs/broker.md); braucht KEEPSAKE_SIGN_IN_BROKER_URL und KEEPSAKE_SIGN_IN_CLIENT_ID, wo keiner eingebaut ist
cli-help-connections = Die verbundenen Arbeitsbereiche auflisten
cli-help-disconnect = Eine Verbindung und ihren Schlüssel entfernen
cli-help-disconnect-examples =
    Beispiele:
      keepsake disconnect --connection 1 --memory keep
      keepsake disconnect --connection 1 --forget --yes
      keepsake disconnect --delete-everything --yes  alle Arbeitsbereiche, und alles, was Keepsake auf diesem Rechner aufbewahrt
cli-help-disconnect--memory = Was aus dem Aufgehobenen wird; wo kein Terminal zum Fragen da ist, bleibt es
cli-help-disconnect--memory--keep = Es bleibt und lässt sich lesen
cli-help-disconnect--memory--forget = Es ist nicht mehr zu sehen, lässt sich 30 Tage lang zurückholen und wird dann entfernt
cli-help-disconnect--memory--remove = Es wird entfernt
cli-help-disconnect--forget = Dasselbe wie --memory forget, nach einer Nachfrage
cli-help-disconnect--delete_everything = Dasselbe wie „keepsake purge“, nach einer Nachfrage
cli-help-disconnect--leave_keys = Wo sich der Ort der Schlüssel nicht öffnen lässt, fortfahren und sie dort lassen
cli-help-disconnect--yes = Beantwortet die Nachfrage mit ja
cli-help-restore = Einen Arbeitsbereich zurückholen, der in den letzten 30 Tagen vergessen wurde
cli-help-restore--id = Seine Nummer (siehe „keepsake connections“)
cli-help-backup = Das Gedächtnis sichern, Sicherungen auflisten oder eine zurückspielen
cli-help-backup-save = Das Gedächtnis sichern
cli-help-backup-save-examples =
    Beispiele:
    { "  " }keepsake backup save                           in diesen Ordner, mit dem heutigen Tag im Namen
    { "  " }keepsake backup save /mnt/stick/notizen.backup

    Eine Sicherung enthält alle Arbeitsbereiche: Seiten, Versionen, Einträge und was hier geändert wurde. Schlüssel sind
    nie dabei, und die Anhänge selbst auch nicht: Was davon nach dem Zurückspielen fehlt, wird neu geholt.
cli-help-backup-save--file = Die Datei, die geschrieben wird
cli-help-backup-save--force = Die Datei ersetzen, wenn es sie schon gibt
cli-help-backup-list = Die Sicherungen neben dem Gedächtnis auflisten, die neueste zuerst
cli-help-backup-restore = Eine Sicherung an die Stelle des Gedächtnisses setzen, das beiseitegelegt wird und erhalten bleibt
cli-help-backup-restore-examples =
    Beispiele:
    { "  " }keepsake backup restore keepsake-2026-11-22-0940.backup
    { "  " }keepsake backup restore notizen.backup --yes --json
cli-help-backup-restore--file = Die Sicherung
cli-help-backup-restore--yes = Beantwortet die Nachfrage mit ja
cli-help-purge = Alles löschen, was Keepsake auf diesem Rechner aufbewahrt, bevor es deinstalliert wird
cli-help-purge-examples =
    Beispiele:
      keepsake purge                                 fragt zuerst
      keepsake purge --yes
      keepsake purge --forgotten --yes               nur die vergessenen Arbeitsbereiche, bevor ihre 30 Tage um sind
cli-help-purge--forgotten = Nur die vergessenen Arbeitsbereiche
cli-help-purge--leave_keys = Wo sich der Ort der Schlüssel nicht öffnen lässt, fortfahren und sie dort lassen
cli-help-purge--yes = Beantwortet die Nachfrage mit ja
cli-help-pages = Als Baum zeigen, was die Verbindung sieht
cli-help-pages-examples =
    Beispiele:
      keepsake pages --refresh
      keepsake pages --not-shared                    worauf Seiten verlinken, ohne dass Notion es zeigt: bitte um Freigabe
cli-help-pages--refresh = Noch einmal nachsehen, auch wenn schon nachgesehen wurde
cli-help-pages--not_shared = Auflisten, worauf importierte Seiten verlinken, ohne dass Notion es zeigt; das am häufigsten verlinkte zuerst
cli-help-import = Seiten ins Gedächtnis holen; einen unterbrochenen Import fortsetzen
cli-help-import-examples =
    Beispiele:
      keepsake import --all --yes
      keepsake import --select 1f0e4a6c2b7d4f6e9a53c0d1e2f3a4b5 --comments pages
      keepsake import                                dieselbe Wahl wie beim letzten Mal
      keepsake import --except 1f0e4a6c2b7d4f6e9a53c0d1e2f3a4b5 --remove-stored
cli-help-import--all = Alles, was die Verbindung sieht, auch was später dazukommt
cli-help-import--select = Diese Seiten oder Datenbanken und alles darin, auch was später dazukommt
cli-help-import--also = Zusätzlich zu dem, was schon ausgewählt war: diese und alles darin
cli-help-import--except = Diese und alles darin aus dem auslassen, was ausgewählt war
cli-help-import--linked_rows = Auch einzelne Zeilen ausgelassener Datenbanken, auf die etwas Ausgewähltes verweist: mehr als das Ausgewählte, bis eine spätere Auswahl oder --no-linked-rows es beendet
cli-help-import--no_linked_rows = Keine Zeilen mehr, die nur ein Verweis mitbringt
cli-help-import--keep_stored = Was gespeichert und nicht mehr ausgewählt ist, bleibt zum Lesen und Finden und wird nicht mehr abgeglichen; so ist es auch, wo niemand gefragt werden kann
cli-help-import--remove_stored = Was gespeichert und nicht mehr ausgewählt ist, von diesem Rechner entfernen
cli-help-import--yes = Ohne Nachfrage beginnen
cli-help-import--comments = Welche Kommentare; sie kosten eine Anfrage je Seite oder je Block. Ohne Angabe wie beim letzten Import, zuerst keine
cli-help-import--comments--none = Keine
cli-help-import--comments--pages = Die an Seiten
cli-help-import--comments--blocks = Die an Seiten und Blöcken
cli-help-import--files = Welche Anhänge. Ohne Angabe wie beim letzten Import, zuerst alle
cli-help-import--files--all = Alle, bis zur Größengrenze
cli-help-import--files--none = Keine
cli-help-import--max_file_mb = Anhänge weglassen, die größer sind als so viele Megabyte. Ohne Angabe wie beim letzten Import, zuerst 20
cli-help-sync = Holen, was sich geändert hat, und senden, was hier geändert wurde
cli-help-sync-examples =
    Beispiele:
      keepsake sync --once
      keepsake sync --watch --every 5m               bis Strg-C, früher, wenn hier etwas geändert wird
cli-help-sync--once = Einmal, jetzt
cli-help-sync--allow_deletions = Die Löschungen ausführen, vor denen Keepsake angehalten hat, dann einmal abgleichen
cli-help-sync--keep_deleted = Die Löschungen nicht ausführen, vor denen Keepsake angehalten hat, dann einmal abgleichen
cli-help-sync--watch = Immer wieder, bis Strg-C
cli-help-sync--every = Wie oft, solange nichts zu hören ist, etwa 60s oder 5m, oder „start“: nur einmal am Anfang; ohne Angabe wie in den Einstellungen, wo „Wenn ich Keepsake öffne“ dasselbe wie „start“ ist
cli-help-profile = Mit Profilen arbeiten: den Regeln, die aus den Zeilen einer Datenbank Einträge machen
cli-help-profile-check = Eine Profildatei prüfen und sagen, was sie bedeutet
cli-help-profile-check-examples =
    Beispiele:
      keepsake profile check video-production
      keepsake profile check ./podcasts.toml
cli-help-profile-check--profile = Eine Datei, oder der Name eines Profils
cli-help-profile-list = Auflisten, welche Profile es gibt und worauf sie angewendet sind
cli-help-profile-new = Ein eigenes Profil beginnen, mit Kommentaren
cli-help-profile-new-examples =
    Beispiele:
      keepsake profile new                     gibt es aus
      keepsake profile new podcasts            schreibt es in den Datenordner
cli-help-profile-new--name = Sein Name; ohne Namen wird es ausgegeben
cli-help-profile-show = Ein Profil zeigen: seine Felder, seine Zustände und seine Regeln
cli-help-profile-show--profile = Eine Datei, oder der Name eines Profils
cli-help-profile-dry-run = Sagen, was ein Profil aus jeder aufgehobenen Zeile machen würde; ändert nichts
cli-help-profile-dry-run--profile = Eine Datei, oder der Name eines Profils
cli-help-profile-dry-run--data_source = Die Datenbank oder Datenquelle
cli-help-profile-dry-run--channels = Der Ordner mit einer YAML-Datei für jeden Kanal; ohne Angabe der im Datenordner
cli-help-profile-apply = Ein Profil auf eine vorhandene Datenbank anwenden
cli-help-profile-apply-examples =
    Beispiele:
      keepsake profile apply video-production --data-source 1f0e4a6c2b7d4f6e9a53c0d1e2f3a4b5 --channels channels
      keepsake profile apply video-production --data-source 1f0e4a6c2b7d4f6e9a53c0d1e2f3a4b5 --yes
cli-help-profile-apply--profile = Eine Datei, oder der Name eines Profils
cli-help-profile-apply--data_source = Die Datenbank oder Datenquelle
cli-help-profile-apply--channels = Der Ordner mit einer YAML-Datei für jeden Kanal; ohne Angabe der im Datenordner
cli-help-profile-apply--yes = Ohne Nachfrage hinzufügen, was in Notion fehlt, und anwenden
cli-help-profile-create = Die Datenbank eines Profils in Notion anlegen und das Profil auf sie anwenden
cli-help-profile-create-examples =
    Beispiele:
      keepsake profile create video-production --parent 1f0e4a6c2b7d4f6e9a53c0d1e2f3a4b5 --channels channels
cli-help-profile-create--profile = Eine Datei, oder der Name eines Profils
cli-help-profile-create--parent = Die Seite, in die sie kommt
cli-help-profile-create--channels = Der Ordner mit einer YAML-Datei für jeden Kanal
cli-help-profile-create--title = Wie die Datenbank heißt, statt wie das Profil es sagt
cli-help-profile-create--relation = Wohin eine Verknüpfung führt: ein Feld und eine Datenquelle, wie in „assets=ID“
cli-help-profile-remove = Ein Profil von seiner Datenbank abnehmen; Notion bleibt, wie es ist
cli-help-profile-remove--profile = Der Name des Profils, oder seine Nummer (siehe „keepsake profile list“)
cli-help-profile-remove--data_source = Die Datenbank, wo das Profil auf mehrere angewendet ist
cli-help-records = Mit Einträgen arbeiten: den Zeilen einer Datenbank, auf die ein Profil angewendet ist
cli-help-records-list = Einträge auflisten
cli-help-records-list-examples =
    Beispiele:
      keepsake records list --status pending
      keepsake records list --view "High Priority" --json
cli-help-records-list--status = Nur die in diesem Zustand, oder mit genau diesem Status in Notion
cli-help-records-list--channel = Nur die dieses Kanals
cli-help-records-list--view = Nur die dieser gespeicherten Ansicht
cli-help-records-list--profile = Nur die dieses Profils, nach Name oder Nummer
cli-help-records-inbox = Die Einträge auflisten, die im Entwurf bleiben, mit einem Grund für jedes Feld
cli-help-records-conflicts = Die Einträge auflisten, die auf beiden Seiten geändert wurden
cli-help-records-show = Einen Eintrag mit allen seinen Feldern zeigen
cli-help-records-show--id = Die ID seiner Seite in Notion, oder die ID, die er hier bekam
cli-help-records-set = Felder ändern; die Änderung geht mit dem nächsten Abgleich an Notion
cli-help-records-set-examples =
    Beispiele:
      keepsake records set 1f0e4a6c2b7d4f6e9a53c0d1e2f3a4b5 status=approved
      keepsake records set 1f0e4a6c2b7d4f6e9a53c0d1e2f3a4b5 "status=Assets Ready" priority=High
cli-help-records-set--id = Die ID seiner Seite in Notion, oder die ID, die er hier bekam
cli-help-records-set--changes = Ein Feld und sein Wert; „status“ nimmt einen Zustand oder einen der Namen in Notion
cli-help-records-set--yes = Auch wenn der Zustand von dort, wo der Eintrag ist, nicht zu erreichen ist
cli-help-records-new = Einen Eintrag anlegen; seine Seite erscheint mit dem nächsten Abgleich in Notion
cli-help-records-new-examples =
    Beispiele:
      keepsake records new --profile video-production "title=Tide pools" topic=Biology channel=deep-sea
cli-help-records-new--profile = Das Profil, nach Name oder Nummer
cli-help-records-new--values = Ein Feld und sein Wert
cli-help-records-history = Zeigen, was an einem Eintrag geändert wurde, von wem und wann
cli-help-records-history--id = Die ID seiner Seite in Notion, oder die ID, die er hier bekam
cli-help-records-undo = Die letzte Änderung von hier zurücknehmen, oder die mit dieser Nummer; von jeder Seite
cli-help-records-undo--id = Die ID seiner Seite in Notion, oder die ID, die er hier bekam
cli-help-records-undo--entry = Die Nummer einer Änderung (siehe „keepsake records history“)
cli-help-records-undo--yes = Auch wo dasselbe inzwischen anders geändert wurde
cli-help-records-jobs = Die Aufträge der eingereihten Einträge auflisten
cli-help-records-board = Die Einträge als Tafel zeigen: eine Spalte für jeden Zustand, in der Folge des Ablaufs
cli-help-records-board--profile = Das Profil, nach Name oder Nummer, wo mehrere in Kraft sind
cli-help-records-board--channel = Nur die Einträge dieses Kanals
cli-help-text = Den Text einer Seite lesen und schreiben
cli-help-text-get = Das Markdown einer Seite ausgeben, mit dem, was hier geändert wurde
cli-help-text-get--id = Ihre ID, oder ihre Adresse in Notion
cli-help-text-put = Das Markdown einer Seite durch die Standardeingabe ersetzen; es geht mit dem nächsten Abgleich an Notion
cli-help-text-put-examples =
    Beispiele:
      keepsake text get ID > seite.md; edit seite.md; keepsake text put ID < seite.md
cli-help-text-put--id = Ihre ID, oder ihre Adresse in Notion
cli-help-text-undo = Die letzte Änderung des Textes zurücknehmen, die hier gemacht oder zusammengeführt wurde
cli-help-text-undo--id = Ihre ID, oder ihre Adresse in Notion
cli-help-text-undo--yes = Auch wo dasselbe inzwischen anders geändert wurde
cli-help-page = Seiten anlegen, verschieben, in den Papierkorb legen und herausholen
cli-help-page-new = Unter einer anderen Seite eine anlegen; ihr Markdown kommt von der Standardeingabe
cli-help-page-new-examples =
    Beispiele:
      keepsake page new --parent ID --title "Mitschrift" < mitschrift.md
cli-help-page-new--parent = Die Seite, in die sie kommt
cli-help-page-new--title = Ihr Titel
cli-help-page-trash = Eine Seite in den Papierkorb legen, mit dem nächsten Abgleich
cli-help-page-trash--id = Ihre ID, oder ihre Adresse in Notion
cli-help-page-restore = Eine Seite aus dem Papierkorb holen, mit dem nächsten Abgleich
cli-help-page-restore--id = Ihre ID, oder ihre Adresse in Notion
cli-help-page-move = Eine Seite unter eine andere oder in eine Datenquelle verschieben
cli-help-page-move--id = Ihre ID, oder ihre Adresse in Notion
cli-help-page-move--to = Die Seite oder Datenquelle
cli-help-conflicts = Entscheiden, was auf beiden Seiten geändert wurde
cli-help-conflicts-list = Auflisten, was auf beiden Seiten geändert wurde, welche Löschungen anhielten und welche Änderungen sich nicht senden ließen
cli-help-conflicts-show = Eine Seite zeigen: was beide Seiten hatten, was hier ist, was in Notion ist
cli-help-conflicts-show--id = Die ID der Seite
cli-help-conflicts-resolve = Entscheiden: behalten, was hier ist, was in Notion ist, beides, oder was eine Datei sagt
cli-help-conflicts-resolve-examples =
    Beispiele:
      keepsake conflicts resolve ID --keep mine
      keepsake conflicts resolve ID --keep both
      keepsake conflicts resolve ID --keep ./ergebnis.md
cli-help-conflicts-resolve--id = Die ID der Seite
cli-help-conflicts-resolve--keep = „mine“, „notion“, „both“, oder eine Datei mit dem Text, der dort stehen soll
cli-help-conflicts-retry = Eine Änderung noch einmal versuchen, die sich nicht senden ließ
cli-help-conflicts-retry--id = Ihre Nummer (siehe „keepsake conflicts list“)
cli-help-webhooks = Annehmen, was Notion meldet, damit Änderungen nach Sekunden ankommen (docs/webhooks.md)
cli-help-webhooks-examples =
    Beispiele:
      keepsake webhooks --listen 127.0.0.1:8788 --pair
      keepsake webhooks --listen 127.0.0.1:8788
      keepsake webhooks status
cli-help-webhooks--listen = Unter dieser Adresse und diesem Port dieses Rechners lauschen, etwa 127.0.0.1:8788; Port 0 nimmt einen freien
cli-help-webhooks--pair = Das Prüfzeichen annehmen und zeigen, das Notion schickt, wenn ein Abonnement angelegt wird
cli-help-webhooks--public = Auch lauschen, wo andere Rechner hinkommen: ohne Verschlüsselung, also nur hinter einem Proxy, der sie hinzufügt
cli-help-webhooks-status = Sagen, ob es ein Prüfzeichen gibt und wie viele Ereignisse warten
cli-help-webhooks-forget = Das Prüfzeichen vergessen: Ereignisse werden von da an abgewiesen
cli-help-broker = Den Broker betreiben: er hält das Client-Geheimnis einer öffentlichen Verbindung, damit Apps keines brauchen (docs/broker.md)
cli-help-broker-examples =
    Beispiele:
      keepsake broker --listen 127.0.0.1:8790 --public-url https://connect.example.com \
          --client-id-file /run/secrets/client-id --client-secret-file /run/secrets/client-secret
      keepsake broker --listen 127.0.0.1:8790 --public-url https://connect.example.com --credentials-stdin

    ID und Geheimnis sind nie Argumente. Sie werden aus den Dateien gelesen, oder als zwei Zeilen von der
    Standardeingabe, oder aus KEEPSAKE_BROKER_CLIENT_ID und KEEPSAKE_BROKER_CLIENT_SECRET.
cli-help-broker--listen = Unter dieser Adresse und diesem Port dieses Rechners lauschen, etwa 127.0.0.1:8790; Port 0 nimmt einen freien
cli-help-broker--public_url = Wo Browser und Apps ihn erreichen, durch den Reverse Proxy: ein https-Ursprung ohne Pfad
cli-help-broker--client_id_file = Die ID der Verbindung aus dieser Datei lesen
cli-help-broker--client_secret_file = Das Geheimnis der Verbindung aus dieser Datei lesen
cli-help-broker--credentials_stdin = ID und Geheimnis von der Standardeingabe lesen, jedes auf einer eigenen Zeile
cli-help-broker--behind_proxy = Jede Anfrage kommt durch einen eigenen Reverse Proxy: dem letzten Eintrag seines X-Forwarded-For glauben
cli-help-broker--public = Auch lauschen, wo andere Rechner hinkommen: ohne Verschlüsselung, also nur hinter einem Proxy, der sie hinzufügt
cli-help-broker--notion_url = Wo Notion ist, ohne /v1
cli-help-alerts = Zeigen, was du wissen solltest
cli-help-alerts-list = Sie auflisten, zuerst die, die noch niemand angesehen hat
cli-help-alerts-acknowledge = Eine zur Kenntnis nehmen
cli-help-alerts-acknowledge--id = Ihre Nummer
cli-help-alerts-test = Eine senden, um zu sehen, dass sie ankommt
cli-help-status = Sagen, wie es steht
cli-help-search = Seiten im Gedächtnis finden
cli-help-search-examples =
    Beispiele:
      keepsake search quartal plan
      keepsake search gletscher --kind row --edited 30d
      keepsake search genehmigung --in ID --with-files
      keepsake search --edited today                 alles, was heute bearbeitet wurde
cli-help-search--words = Die Wörter, die zu finden sind; das letzte darf ein Anfang sein. Ohne Wörter listet ein Filter auf, was zu ihm passt
cli-help-search--limit = Höchstens so viele zeigen
cli-help-search--kind = Nur von dieser Art
cli-help-search--kind--page = Seiten, die keine Zeilen sind
cli-help-search--kind--database = Datenbanken
cli-help-search--kind--row = Zeilen von Datenbanken
cli-help-search--within = Nur in dieser Seite oder Datenbank, beliebig tief
cli-help-search--edited = Nur, was seither bearbeitet wurde
cli-help-search--edited--today = Heute (UTC)
cli-help-search--edited--7d = In den letzten 7 Tagen
cli-help-search--edited--30d = In den letzten 30 Tagen
cli-help-search--since = Nur, was an diesem Tag oder später bearbeitet wurde, etwa 2026-05-03 (UTC)
cli-help-search--until = Nur, was an diesem Tag oder davor bearbeitet wurde
cli-help-search--with_files = Nur mit Anhängen
cli-help-search--titles = Nur, wo alle Wörter im Titel stehen
cli-help-forget = Eine Seite mit allem darin aus dem Gedächtnis entfernen; Notion bleibt unberührt
cli-help-forget-examples =
    Beispiele:
      keepsake forget ID                             fragt zuerst
      keepsake forget ID --yes --json

    Die Seite ist nicht mehr ausgewählt: Spätere Abgleiche lassen sie aus, bis du sie wieder auswählst.
cli-help-forget--id = Ihre ID, oder ihre Adresse in Notion
cli-help-forget--yes = Ohne Nachfrage vergessen
cli-help-show = Eine Seite des Gedächtnisses zeigen, wie sie ist oder wie sie war
cli-help-show-examples =
    Beispiele:
      keepsake show ID
      keepsake show ID --at 2026-05-03               was sie am Ende dieses Tages sagte (UTC)
cli-help-show--at = Wie sie war: ein Tag, ein Moment oder die Nummer einer Fassung
cli-help-show--id = Ihre ID, oder ihre Adresse in Notion
cli-help-show--format = In welcher Form
cli-help-show--format--markdown = Das Markdown von Notion
cli-help-show--format--json = Alles, was bekannt ist, als JSON
cli-help-rows = Die Zeilen einer Datenbank zeigen: sortiert, gefiltert, nach einer gesicherten Ansicht oder als CSV
cli-help-rows-examples =
    Beispiele:
      keepsake rows Filmografie --filter "Stand=Veröffentlicht" --sort Premiere:desc
      keepsake rows Filmografie --filter "Minuten>60" --column Stand --csv lange-filme.csv
      keepsake rows Filmografie --views
      keepsake rows Filmografie --view "Die langen" --csv - | column -s, -t
cli-help-rows--database = Die Datenbank, mit ihrem Titel oder ihrer ID in Notion
cli-help-rows--view = Mit dieser gesicherten Ansicht beginnen
cli-help-rows--filters = Nur Zeilen, für die das gilt; für mehr wiederholen: = != ~ (enthält) !~ < <= > >=, nichts dahinter ist leer
cli-help-rows--sorts = Nach dieser Eigenschaft sortieren, NAME oder NAME:desc; wiederholen für das, was entscheidet, wo die erste es nicht tut
cli-help-rows--columns = Neben dem Titel nur diese Eigenschaft zeigen; für mehr wiederholen
cli-help-rows--limit = Höchstens so viele Zeilen zeigen
cli-help-rows--offset = So viele Zeilen zuerst auslassen
cli-help-rows--csv = Alle Zeilen als CSV in diese neue Datei schreiben; - ist die Standardausgabe
cli-help-rows--views = Stattdessen die gesicherten Ansichten auflisten
cli-help-versions = Die Fassungen einer Seite auflisten, die aufgehoben sind
cli-help-versions--id = Ihre ID, oder ihre Adresse in Notion
cli-help-diff = Zeigen, was sich auf einer Seite von einer Fassung zur anderen geändert hat
cli-help-diff-examples =
    Beispiele:
      keepsake diff ID                               die letzte Änderung
      keepsake diff ID --from 2026-05-03             seit dem Ende dieses Tages (UTC)
      keepsake diff ID --from 12 --to 15             zwischen zwei Fassungen (siehe „keepsake versions“)

    Entfernte Wörter stehen in [-Klammern-], hinzugefügte in {"{"}+Klammern+{"}"}.
cli-help-diff--id = Ihre ID, oder ihre Adresse in Notion
cli-help-diff--from = Die ältere: ein Tag, ein Moment oder die Nummer einer Fassung; sonst die vorige
cli-help-diff--to = Die neuere; sonst, was die Seite jetzt sagt
cli-help-export = Das Gedächtnis in Dateien schreiben
cli-help-export-examples =
    Beispiele:
      keepsake export --format markdown --out notizen
      keepsake export --format jsonl --out auszug
      keepsake export --format csv --out tabellen
cli-help-export--format = In welcher Form
cli-help-export--format--markdown = Ein Ordner mit Markdown-Dateien, wie die Seiten in Notion liegen
cli-help-export--format--jsonl = JSON-Zeilen: Objekte, Blöcke, Kommentare, Personen
cli-help-export--format--csv = Eine Tabelle für jede Datenquelle
cli-help-export--out = Der Ordner, in den geschrieben wird; Dateien darin, die nicht von Keepsake sind, bleiben unberührt
cli-help-verify = Seiten noch einmal lesen und mit dem Gespeicherten vergleichen
cli-help-verify--all = Jede Seite statt einer Stichprobe
cli-help-verify--sample_size = Wie viele Seiten verglichen werden
cli-help-runs = Frühere Läufe mit dem auflisten, was aus ihnen wurde
cli-help-runs--limit = Höchstens so viele zeigen
cli-help-runs--report = Statt der Liste den ganzen Bericht eines Laufs zeigen, nach seiner Nummer
cli-help-doctor = Prüfen, ob alles in Ordnung ist, was Keepsake braucht
cli-help-simulator = Ein nachgestelltes Notion auf diesem Rechner betreiben, zum Ausprobieren und Testen
cli-help-simulator-examples =
    Beispiele:
      keepsake simulator --workspace sample --port 8123
      keepsake simulator --workspace big:1000 --port 0 --limit 180 --json

    Arbeitsbereiche: sample, flat, nested, deep, big:N, rows:N, hostile.
    Es antwortet auch auf /simulator/meters, /simulator/truth, /simulator/faults, /simulator/clock und /simulator/edits.
cli-help-simulator--workspace = Welcher Arbeitsbereich
cli-help-simulator--port = Welcher Port auf 127.0.0.1; 0 nimmt einen freien
cli-help-simulator--limit = Mit 429 antworten, sobald mehr als so viele Anfragen in 60 Sekunden kommen
cli-help-simulator--seed = Woraus alles in dem Arbeitsbereich gemacht wird
cli-help-completions = Vervollständigungen für eine Shell ausgeben
cli-help-completions--shell = Für welche Shell
cli-help-manual = Die Handbuchseite ausgeben
cli-help-manual-examples =
    Beispiele:
      keepsake manual | man -l -
      keepsake manual --folder ~/.local/share/man/man1
cli-help-manual--folder = Hierhin schreiben, mit einer Seite für jeden Befehl
