# Was die Befehlszeile sagt. Zahlen kommen mit ihrem Hauptwort.

count-pages = { $count ->
    [one] { $count } Seite
   *[other] { $count } Seiten
}

# Das Lesen, im Fenster und im Terminal.

reader-file-not-here = Nicht auf diesem Rechner gespeichert:
reader-block-not-here = Diesen Block gibt Notion nicht heraus:
note-in-trash = Diese Seite liegt im Papierkorb von Notion. Was von ihr aufgehoben ist, steht unten.
note-kept = Diese Seite wird nicht mehr abgeglichen: Sie gehört nicht mehr zu deiner Auswahl und wurde aufgehoben, wie sie zuletzt gelesen wurde.
note-unreachable = Notion gibt diese Seite nicht mehr für uns frei. Die Kopie unten ist vom { $time }.
note-not-in-notion = Notion hat diese Seite noch nicht. Sie kommt mit dem nächsten Abgleich dorthin; die ID gilt weiter.
note-not-read = Der Inhalt dieser Seite ist noch nicht gelesen.
note-truncated = Notion hat diese Seite abgeschnitten. Was herausgegeben wurde, steht unten.
note-lossy = Einige Blöcke dieser Seite sind von einer Art, die Notion nicht herausgibt.
note-files = { $count ->
    [one] Eine Datei dieser Seite ist nicht hier gespeichert.
   *[other] { $count } Dateien dieser Seite sind nicht hier gespeichert.
}

# Fortschritt. Die Abschnitte sind die des Fensters.

progress-paused = Angehalten
progress-waiting = Warten auf Notion
cli-waiting-room = Angehalten: Noch { $megabytes } MB auf dem Datenträger frei
cli-waiting = { $seconds ->
    [one] Notion kann gerade nicht gefragt werden. Weiter in { $seconds } Sekunde.
   *[other] Notion kann gerade nicht gefragt werden. Weiter in { $seconds } Sekunden.
}
cli-progress = { $doing }: { $finished } von { $known }
cli-progress-left = { $doing }: { $finished } von { $known }, noch { $left }
cli-other-owner = Ein anderes Keepsake{ $owner } hat dieses Gedächtnis offen und tut die Arbeit. Strg-C beendet sie dort.
cli-stopping = Beendet wird nach dem, was gerade läuft. Noch einmal Strg-C beendet sofort.

# Verbinden.

cli-connect-how =
    1. Öffne https://www.notion.so/profile/integrations und lege eine Verbindung an.
    2. Gib die Seiten für sie frei: öffne eine Seite, ••• → Verbindungen.
    3. Kopiere ihr Geheimnis und füge es hier ein. Es wird nicht angezeigt.
cli-token = Geheimnis der Verbindung:
cli-passphrase = Passphrase der Datei mit den Geheimnissen:
cli-passphrase-new = Dieses System hat keinen Schlüsselbund. Wähle eine Passphrase für die Datei mit den Geheimnissen (leer: eine Schlüsseldatei, die nur du lesen kannst):
cli-client-secret = Client-Geheimnis deiner OAuth-Verbindung:
cli-sign-in-how =
    Öffne diese Adresse im Browser und wähle die Seiten, die Keepsake sehen darf:

    { $address }

    Der Browser kommt von selbst zurück. Kann er es nicht, kopiere die ganze Adresse, bei der er endete, und füge sie hier ein.
cli-connected = Verbunden mit { $workspace } (Verbindung { $id }).
cli-no-connections = Noch ist kein Arbeitsbereich verbunden. Führe „keepsake connect“ aus, oder füge einem beliebigen Befehl --sample hinzu.
cli-connection-ok = verbunden
cli-connection-needs-sign-in = braucht einen neuen Schlüssel
cli-connection-stopped = wird nicht mehr abgeglichen; „keepsake connect“ verbindet ihn neu
cli-disconnect-question = Der Schlüssel von { $workspace } wird entfernt. Auch das Aufgehobene entfernen? [j/N]
cli-disconnected-kept = { $workspace } ist getrennt und wird nicht mehr abgeglichen. Das Aufgehobene bleibt und lässt sich lesen; ändern lässt es sich erst, wenn er wieder verbunden ist.
cli-access-taken-back = Notion hat den Zugriff zurückgenommen.
cli-access-stays = In Notion gibt es die Verbindung noch. Um ihr den Zugriff zu entziehen, entferne sie in den Einstellungen von Notion.
cli-access-unanswered = Notion hat den Zugriff nicht zurückgenommen. Entferne die Verbindung in den Einstellungen von Notion.
cli-keys-in-keychain = Der Schlüsselbund des Systems wurde nicht geöffnet, deshalb können dort noch Schlüssel liegen. Sie heißen „Keepsake“; entferne sie dort.
cli-keys-in-file = Der Schlüssel bleibt in der verschlüsselten Datei, die sich nicht öffnen ließ und auch die Schlüssel anderer Arbeitsbereiche enthält. Er geht mit dem letzten von ihnen.
cli-leave-keys-question = Trotzdem fortfahren und die Schlüssel lassen, wo sie liegen? [j/N]
cli-disconnected-forgotten = { $workspace } ist getrennt und vergessen. 30 Tage lang holt „keepsake restore { $connection }“ zurück, was aufgehoben war; dann wird es entfernt.
cli-forget-workspace-question = { $workspace } wird getrennt, und was aufgehoben war, kommt für 30 Tage beiseite und wird dann entfernt. Vergessen? [j/N]
cli-restored = Er ist wieder da und lässt sich lesen. Verbinde ihn neu, damit er auf dem Stand bleibt.
cli-connection-forgotten = vergessen, wird am { $day } entfernt
cli-backup-saved = { $pages ->
    [one] Das Gedächtnis ist in { $path } gesichert, mit { $pages } Seite. Anhänge und Schlüssel sind nicht dabei.
   *[other] Das Gedächtnis ist in { $path } gesichert, mit { $pages } Seiten. Anhänge und Schlüssel sind nicht dabei.
}
cli-backup-none = Neben dem Gedächtnis liegen keine Sicherungen. „keepsake backup save“ macht eine.
cli-backup-contents = { $pages ->
    [one] { $pages } Seite aus { $workspaces }
   *[other] { $pages } Seiten aus { $workspaces }
}
cli-backup-kind-saved = gesichert
cli-backup-kind-before_update = vor einer Aktualisierung
cli-backup-kind-replaced = beiseitegelegt
cli-backup-state-damaged = beschädigt: lässt sich nicht zurückspielen
cli-backup-state-newer = aus einem neueren Keepsake: lässt sich nicht zurückspielen
cli-backup-state-foreign = nicht von Keepsake: lässt sich nicht zurückspielen
cli-backup-state-unreadable = lässt sich nicht lesen
cli-backup-question = Sie tritt an die Stelle des Gedächtnisses, das beiseitegelegt wird und erhalten bleibt. Zurückspielen? [j/N]
cli-backup-restored = Sie ist jetzt das Gedächtnis.
cli-backup-replaced = Das bisherige Gedächtnis liegt in { $path }.
cli-backup-reconnect = Ein Arbeitsbereich muss neu verbunden werden: Sein Schlüssel ist nicht auf diesem Rechner.
cli-purge-question = Schlüssel, Gedächtnis, Anhänge, Einstellungen und Protokolle aller Arbeitsbereiche werden aus { $folder } gelöscht, sofort und endgültig. Notion behält, was es hat. Alles löschen? [j/N]
cli-purge-name = Alles, was Keepsake in { $folder } aufbewahrt, wird gelöscht, von allen Arbeitsbereichen, sofort und endgültig. Notion behält, was es hat. Tippe „{ $workspace }“, um fortzufahren:
cli-purged = Alles ist gelöscht. { $folder } gibt es nicht mehr.
cli-purged-but-folder = Alles, was Keepsake aufbewahrt hat, ist gelöscht. In { $folder } liegt noch anderes; das blieb unberührt.
cli-purge-forgotten-question = { $workspaces } lässt sich danach nicht mehr wiederherstellen, auch nicht die Änderungen, die Notion nicht hat. Endgültig entfernen? [j/N]
cli-purged-forgotten = { $count ->
    [0] Kein Arbeitsbereich ist vergessen: Es gibt nichts zu entfernen.
    [one] { $workspaces } ist endgültig entfernt.
   *[other] Diese sind endgültig entfernt: { $workspaces }.
}
cli-disconnected-removed = { $workspace } ist getrennt, und das Aufgehobene ist entfernt.

# Seiten und Importe.

cli-nothing-shared = Verbunden, aber noch ist nichts freigegeben. Öffne eine Seite in Notion, ••• → Verbindungen, und wähle diese Verbindung.
cli-rows = { $count ->
    [one] { $count } Zeile
   *[other] { $count } Zeilen
}
cli-not-shared = nicht für uns freigegeben
cli-usage-no-time = gib eine Zeit von 10s bis 24h an, etwa 60s oder 5m, oder „start“
cli-import-question = { $pages ->
    [one] { $pages } Seite
   *[other] { $pages } Seiten
}, { $databases ->
    [one] { $databases } Datenbank
   *[other] { $databases } Datenbanken
} und { $rows ->
    [one] { $rows } Zeile
   *[other] { $rows } Zeilen
}: { $time }, ungefähr { $megabytes } MB. Beginnen? [J/n]
cli-run-completed = { $requests ->
    [one] Vollständig, mit { $requests } Anfrage.
   *[other] Vollständig, mit { $requests } Anfragen.
}
cli-run-partial = { $requests ->
    [one] Fertig, mit { $requests } Anfrage. Etwas fehlt:
   *[other] Fertig, mit { $requests } Anfragen. Etwas fehlt:
}
cli-run-stopped = { $requests ->
    [one] Beendet nach { $requests } Anfrage. Derselbe Befehl geht von hier weiter.
   *[other] Beendet nach { $requests } Anfragen. Derselbe Befehl geht von hier weiter.
}
cli-run-interrupted = { $requests ->
    [one] Unterbrochen nach { $requests } Anfrage. Derselbe Befehl geht von hier weiter.
   *[other] Unterbrochen nach { $requests } Anfragen. Derselbe Befehl geht von hier weiter.
}
cli-found-objects = Seiten und Datenbanken: { $count } gefunden
cli-found-files = Dateien: { $count } gefunden
cli-found-comments = Kommentare: { $count } gefunden
cli-stored = { $count } gespeichert
cli-unchanged = { $count } unverändert
cli-skipped = { $count } übersprungen
cli-refused = { $count } verweigert
cli-failed = { $count } fehlgeschlagen
cli-more-items = und { $count } mehr (--json nennt alle)
cli-no-runs = Noch gab es keinen Lauf.

# Wie es steht.

cli-status-empty = Noch ist nichts aufgehoben.
cli-status-up-to-date = { $pages ->
    [one] Auf dem neuesten Stand: { $pages } Seite ist aufgehoben.
   *[other] Auf dem neuesten Stand: { $pages } Seiten sind aufgehoben.
}
cli-status-unsent = { $pages ->
    [one] { $pages } Seite ist aufgehoben; nicht alles, was hier geändert wurde, ist schon in Notion.
   *[other] { $pages } Seiten sind aufgehoben; nicht alles, was hier geändert wurde, ist schon in Notion.
}
cli-status-importing = Import läuft, { $finished } von { $known }.
cli-status-syncing = Abgleich läuft, { $finished } von { $known }.
cli-status-unfinished = Der letzte Import wurde bei { $finished } von { $known } unterbrochen. „keepsake import“ geht von dort weiter.
cli-status-offline = Du bist offline. Alles bis jetzt Aufgehobene ist da.
cli-status-little-space = Angehalten: Auf dem Datenträger mit dem Gedächtnis sind noch { $megabytes } MB frei. Es geht weiter, sobald Platz ist.
cli-status-notion-trouble = Notion hat Schwierigkeiten. Alle paar Minuten wird es wieder versucht: https://status.notion.com
cli-status-keychain-locked = Der Schlüsselbund ist gesperrt. Entsperre ihn, damit der Abgleich weitergeht.
cli-status-passphrase-locked = Deine Schlüssel sind mit einer Passphrase verschlossen. Gib die Passphrase ein, damit der Abgleich weitergeht.
cli-status-waiting = Notion bat um etwas Geduld.
cli-status-needs-sign-in = Notion nimmt unseren Schlüssel nicht mehr an. Deine Seiten sind sicher; der Abgleich ruht. Führe „keepsake connect“ aus.
cli-status-stopped = Der Abgleich wurde beendet. Das Aufgehobene lässt sich lesen; „keepsake connect“ verbindet neu.
cli-last-sync = Letzter vollständiger Lauf: { $time }

# Suche.

cli-found-none = Keine Seite enthält „{ $words }“.
cli-found-none-yet = { $coming ->
    [one] Keine Seite enthält „{ $words }“. { $coming } Seite ist noch zu lesen.
   *[other] Keine Seite enthält „{ $words }“. { $coming } Seiten sind noch zu lesen.
}
cli-still-coming = { $coming ->
    [one] Der Inhalt von { $coming } Seite kommt noch.
   *[other] Die Inhalte von { $coming } Seiten kommen noch.
}

# Export und Vergleich.

cli-exported = { $objects } Seiten und Datenbanken in { $files } Dateien: { $place }
cli-exported-rows = { $objects } Zeilen in { $files } Tabellen: { $place }
cli-exported-edits = { $edits ->
    [one] Mit { $edits } Änderung von dir, die Notion nicht hat; own-edits.jsonl nennt sie.
   *[other] Mit { $edits } Änderungen von dir, die Notion nicht hat; own-edits.jsonl nennt sie.
}
cli-exported-made = { $pages ->
    [one] Mit { $pages } hier angelegten Seite, die Notion nicht hat; own-edits.jsonl enthält sie ganz.
   *[other] Mit { $pages } hier angelegten Seiten, die Notion nicht hat; own-edits.jsonl enthält sie ganz.
}
cli-verified = { $equal } von { $checked } Seiten sind, wie Notion sie hat ({ $requests } Anfragen).
cli-different = { $title } ({ $id }) weicht ab: { $what }
cli-unreadable = { $title } ({ $id }) ließ sich nicht vergleichen: { $what }

cli-request-id = Notions Name für die Anfrage: { $id }
cli-simulator = Ein nachgestelltes Notion ({ $workspace }) antwortet unter { $url } bis Strg-C. Seine Schlüssel:

# keepsake doctor

doctor-version-ok = Keepsake { $detail }
doctor-home-ok = Der Datenordner lässt sich schreiben: { $detail }
doctor-home-unwritable = Der Datenordner lässt sich nicht schreiben ({ $detail }). Gib dir das Recht, dort zu schreiben, oder setze KEEPSAKE_HOME auf einen anderen Ordner.
doctor-space-ok = { $detail } sind auf diesem Datenträger frei.
doctor-space-little = Nur { $detail } sind auf diesem Datenträger frei. Schaffe Platz vor dem nächsten Import.
doctor-space-unknown = Wie viel Platz noch ist, lässt sich nicht sagen ({ $detail }).
doctor-store-none = Noch gibt es kein Gedächtnis: { $detail }
doctor-store-ok = Das Gedächtnis öffnet sich: { $detail }
doctor-store-unusable = Das Gedächtnis öffnet sich nicht ({ $detail }). Es wurde nicht angerührt; Kopien von vor Aktualisierungen liegen daneben.
doctor-integrity-ok = Das Gedächtnis ist heil.
doctor-integrity-damaged = Das Gedächtnis ist beschädigt ({ $detail }). Lege die Kopie daneben zurück, oder importiere noch einmal in einen frischen Ordner.
doctor-connections-none = Kein Arbeitsbereich ist verbunden.
doctor-connections-ok = Verbindungen: { $detail }
doctor-connections-refused = Verbindungen, die einen neuen Schlüssel brauchen: { $detail }. Führe „keepsake connect“ aus.
doctor-connections-unreadable = Die Verbindungen lassen sich nicht lesen ({ $detail }).
doctor-channels-ok = Die Ordner mit Kanälen sind da.
doctor-channels-missing = Der Ordner { $detail } mit Kanälen ist nicht da, deshalb gelten die vorher gelesenen weiter. Verbinde sein Laufwerk, oder wende das Profil mit --channels und einem anderen Ordner noch einmal an.
doctor-channels-empty = Der Ordner { $detail } mit Kanälen ist leer, deshalb gelten die vorher gelesenen weiter. Verbinde sein Laufwerk, oder lege die Dateien zurück.
doctor-channels-refused = Eine Datei im Ordner { $detail } mit Kanälen ist nicht zu gebrauchen, deshalb gelten die vorher gelesenen weiter. „keepsake profile dry-run“ mit --channels sagt, welche.
doctor-channels-unreadable = Über die Ordner mit Kanälen lässt sich nichts sagen ({ $detail }).
doctor-properties-gone = Eigenschaften, die ein Profil in Kraft verwendet, sind in Notion fort: { $detail }. Lege sie dort wieder an und führe dann „keepsake profile apply“ noch einmal aus.
doctor-properties-unreadable = Ob Notion die Eigenschaften der Profile noch hat, lässt sich nicht sagen ({ $detail }).
doctor-owner-none = Niemand sonst arbeitet mit dem Datenordner.
doctor-owner-other = Ein anderes Keepsake arbeitet mit dem Datenordner: { $detail }
doctor-owner-nameless = Ein anderes Keepsake arbeitet mit dem Datenordner.
doctor-secrets-keychain = Schlüssel liegen im Schlüsselbund des Systems.
doctor-secrets-passphrase = Schlüssel liegen verschlüsselt in einer Datei, unter deiner Passphrase.
doctor-secrets-key_file = Es gibt keinen Schlüsselbund: Schlüssel liegen in einer Datei, verschlüsselt mit einer Schlüsseldatei, die nur dein Konto lesen kann. Sicherer ist es mit einem Schlüsselbund oder einer Passphrase.
doctor-secrets-unusable = Für Schlüssel gibt es keinen Ort ({ $detail }). Schließe den Schlüsselbund auf, oder gib die Passphrase an.
doctor-network-ok = Notion antwortet: { $detail }
doctor-network-unreachable = Notion ist nicht zu erreichen ({ $detail }). Prüfe das Netz und den Proxy.
doctor-network-stranger = Etwas anderes als Notion antwortet ({ $detail }). Melde dich im Netz an, oder prüfe KEEPSAKE_NOTION_URL.
doctor-clock-ok = Die Uhr stimmt mit der von Notion bis auf { $detail } s überein.
doctor-clock-off = Die Uhr geht um { $detail } s falsch. Stelle sie, sonst laufen die Links zu Dateien zu früh ab.

# Warnungen, wie sie im Terminal, auf dem Schreibtisch und einem Empfänger gesagt werden. Nur Namen und Zahlen, nichts aus einer Seite.

notice-connection_lost = { $host } ist nicht zu erreichen. Alles Aufgehobene ist da; es wird von selbst noch einmal versucht.
notice-sync_failure = Der Abgleich ist { $failures }-mal hintereinander gescheitert ({ $code }). Er wird von selbst noch einmal versucht; Einzelheiten stehen im Protokoll.
notice-parked = { $count ->
    [one] Notion hat { $count } Änderung von hier nicht angenommen. Sie ist aufgehoben.
   *[other] Notion hat { $count } Änderungen von hier nicht angenommen. Sie sind aufgehoben.
}
notice-channels_missing = { $finding ->
    [missing] Der Ordner { $folder } mit den Kanälen von „{ $profile }“ ist nicht da. Ist sein Laufwerk verbunden?
    [empty] Der Ordner { $folder } mit den Kanälen von „{ $profile }“ ist leer. Ist sein Laufwerk verbunden?
   *[refused] Eine Datei im Ordner { $folder } mit den Kanälen von „{ $profile }“ ist nicht zu gebrauchen.
} { $known ->
    [one] Der eine Kanal, der vorher gelesen wurde, gilt solange weiter;
   *[other] Die { $known } Kanäle, die vorher gelesen wurden, gelten solange weiter;
} kein Eintrag wird deshalb abgewiesen. Der Ordner wird bei jedem Abgleich wieder angesehen.
lost-properties = { $count ->
    [one] Die Eigenschaft { $properties } von „{ $database }“, die das Profil „{ $profile }“ verwendet, ist in Notion fort; kein Eintrag hat einen Wert dafür.
   *[other] Die Eigenschaften { $properties } von „{ $database }“, die das Profil „{ $profile }“ verwendet, sind in Notion fort; kein Eintrag hat einen Wert dafür.
} Lege in Notion wieder an, was fehlt, und führe dann „keepsake profile apply“ noch einmal aus.
notice-test = Das ist ein Versuch: Warnungen kommen hier an.
notice-other = Etwas will angesehen werden. Einzelheiten stehen im Protokoll.

cli-alerts-none = Es gibt keine Warnungen.
cli-alert-times = { $count }-mal
cli-alert-acknowledged = Warnung { $id } ist zur Kenntnis genommen.
cli-alert-test-nowhere = Die Probewarnung steht in der Liste. Es gibt keinen Empfänger: nenne einen in settings.toml, unter [alerts], als webhook_url.
cli-alert-test-taken = Der Empfänger hat die Probewarnung angenommen.
cli-alert-test-refused = Der Empfänger hat die Probewarnung nicht angenommen: { $detail }

# keepsake broker

cli-broker-address = Antwortet unter { $url } bis Strg-C. Ein Reverse Proxy mit Zertifikat muss von { $public } dorthin führen (docs/broker.md).
cli-broker-callback = Diese Redirect-Adresse muss bei der Verbindung in Notion eingetragen sein, genau so: { $callback }
cli-broker-refused = Notion weist diesen Broker ab ({ $code }, Anfrage { $request }): Niemand kann sich anmelden, und kein Schlüssel lässt sich erneuern. Vergleiche ID, Geheimnis und Redirect-Adresse mit den Einstellungen der Verbindung in Notion.
cli-broker-tried = Jemand hat einen Anmeldelink versucht, der nicht seiner war. Herausgegeben wurde nichts, und wem er gehört, erfuhr davon.

# keepsake webhooks

cli-webhooks-address = Lauscht unter { $url }{ $path } bis Strg-C. Notion braucht eine öffentliche https-Adresse, die dorthin führt: setze einen Tunnel oder einen Reverse Proxy vor { $url } (docs/webhooks.md), und gib Notion https://DEINE-ADRESSE{ $path }.
cli-webhooks-pairing = Wartet auf das Prüfzeichen von „{ $workspace }“: lege jetzt das Abonnement an, unter „Webhooks“ bei der Verbindung auf notion.so/profile/integrations.
cli-webhooks-listening = Ereignisse von „{ $workspace }“ werden angenommen, wenn Notion sie unterschrieben hat.
cli-webhooks-deaf = Von „{ $workspace }“ gibt es noch kein Prüfzeichen, deshalb werden seine Ereignisse abgewiesen. Zum Koppeln beende dies und füge --pair hinzu.
cli-webhooks-token = Das Prüfzeichen ist da und liegt bei deinen anderen Geheimnissen. Füge es in Notion ein, um fertig zu werden; weist Notion es ab, kam es nicht von Notion: führe „keepsake webhooks forget“ aus und kopple noch einmal.
    { $token }
cli-webhooks-synced = { $time }  { $count ->
    [0] Ein Ereignis wurde angesehen; nichts hatte sich geändert.
    [one] { $count } Seite wurde geholt.
   *[other] { $count } Seiten wurden geholt.
}
cli-webhooks-paired = Von „{ $workspace }“ gibt es ein Prüfzeichen: seine Ereignisse werden angenommen.
cli-webhooks-unpaired = Von „{ $workspace }“ gibt es kein Prüfzeichen: seine Ereignisse werden abgewiesen.
cli-webhooks-waiting = { $count ->
    [0] Kein Ereignis wartet.
    [one] { $count } Ereignis wartet auf den nächsten Abgleich.
   *[other] { $count } Ereignisse warten auf den nächsten Abgleich.
}
cli-webhooks-forgotten = Das Prüfzeichen von „{ $workspace }“ ist vergessen: seine Ereignisse werden ab jetzt abgewiesen. Lösche das Abonnement auch in Notion.

# keepsake sync --watch

cli-watch-begun = Der Abgleich geht von selbst weiter, bis Strg-C.
cli-watch-begun-at-start = In Notion wird einmal nachgesehen, jetzt. Bis Strg-C wird gesendet, was hier geändert wird, und geholt, was Webhooks melden; „--every 60s“ sieht öfter nach.
cli-watch-cycle = { $time }  { $what }
cli-watch-nothing = nichts hatte sich geändert
cli-watch-back = Notion antwortet wieder
cli-watch-brought = { $count ->
    [one] { $count } Seite geholt
   *[other] { $count } Seiten geholt
}
cli-watch-sent = { $count ->
    [one] { $count } Änderung gesendet
   *[other] { $count } Änderungen gesendet
}
cli-watch-merged = { $count ->
    [one] { $count } Text zusammengeführt
   *[other] { $count } Texte zusammengeführt
}
cli-watch-asked = { $count ->
    [one] { $count } Konflikt wartet auf dich
   *[other] { $count } Konflikte warten auf dich
}
cli-watch-parked = { $count ->
    [one] { $count } Änderung wurde von Notion nicht angenommen
   *[other] { $count } Änderungen wurden von Notion nicht angenommen
}
cli-watch-invalid = { $count ->
    [one] { $count } Eintrag bleibt im Entwurf
   *[other] { $count } Einträge bleiben im Entwurf
}
cli-watch-jobs = { $count ->
    [one] { $count } Auftrag angelegt
   *[other] { $count } Aufträge angelegt
}
cli-watch-resting-paused = Angehalten.
cli-watch-resting-needs_sign_in = Notion nimmt unseren Schlüssel nicht mehr an. Der Abgleich ruht, bis du „keepsake connect“ ausgeführt hast.
cli-watch-resting-stopped = Der Abgleich dieses Arbeitsbereichs wurde beendet. Er ruht, bis du „keepsake connect“ ausgeführt hast.
cli-watch-resting-other_owner = Ein anderes Keepsake arbeitet mit diesem Gedächtnis. Der Abgleich ruht, bis es fertig ist.

# Wörter von --json, wie Menschen sie in Listen lesen: kurz, weil sie in Spalten stehen.
cli-health-ok = ok
cli-health-warn = Achtung
cli-health-fail = Fehler
cli-severity-info = Hinweis
cli-severity-warning = Warnung
cli-severity-error = Fehler
cli-severity-critical = kritisch
cli-alert-state-open = offen
cli-alert-state-acknowledged = gesehen
cli-alert-state-cleared = vorbei
cli-run-kind-discover = Umsehen
cli-run-kind-import = Import
cli-run-kind-sync = Abgleich
cli-run-state-running = läuft
cli-run-state-paused = angehalten
cli-run-state-completed = fertig
cli-run-state-stopped = beendet
cli-run-state-needs_sign_in = braucht einen Schlüssel
cli-run-state-failed = abgebrochen
cli-outcome-stored = gespeichert
cli-outcome-skipped = übersprungen
cli-outcome-refused = verweigert
cli-outcome-failed = fehlgeschlagen
cli-what-object = Seite
cli-what-file = Datei
cli-what-comment = Kommentar
cli-what-user = Person
cli-what-block = Block
cli-what-property = Eigenschaft
cli-part-property = Eigenschaft
cli-part-body = Text
cli-part-place = Ort
cli-part-trash = Papierkorb
cli-part-page = Seite
cli-origin-local = hier
cli-origin-notion = Notion
cli-origin-merge = vereint
cli-origin-undo = zurück
cli-origin-conflict = Wahl
cli-job-waiting = wartet
cli-job-taken = läuft
cli-job-done = fertig
cli-job-withdrawn = zurück
cli-difference-in_trash = im Papierkorb
cli-difference-not_stored = nicht gespeichert
cli-difference-properties = Eigenschaften
cli-difference-text = Text

# Der Buchstabe, der in [j/N] ja heißt.
cli-yes = j
cli-quoted = „{ $text }“
# Ein Zeitpunkt; außer dem Jahr hat jeder Teil zwei Ziffern.
cli-moment = { $day }.{ $month }.{ $year } { $time }

# Die Auswahl später ändern, und was verlinkt, aber nicht freigegeben ist.

cli-kept = hier aufgehoben, nicht mehr abgeglichen
cli-found-by-link = über Links gefunden
cli-nothing-unshared = Nichts Importiertes verlinkt auf eine Seite, die Notion nicht zeigt.
cli-unshared = { $count ->
    [one] { $count } Seite ist verlinkt, aber nicht freigegeben, oder nicht mehr da. Öffne sie in Notion und gib sie frei (••• → Verbindungen), oder frag, wem sie gehört:
   *[other] { $count } Seiten sind verlinkt, aber nicht freigegeben, oder nicht mehr da. Öffne sie in Notion und gib sie frei (••• → Verbindungen), oder frag, wem sie gehören:
}
cli-linked-from = { $count ->
    [one] verlinkt auf { $titles }
   *[other] verlinkt auf { $count } Seiten: { $titles }
}
cli-leaves-unsent = „{ $title }“ würde mit Änderungen gehen, die Notion noch nicht hat.
cli-leaving-question = { $pages ->
    [one] { $pages } gespeicherte Seite
   *[other] { $pages } gespeicherte Seiten
} und { $databases ->
    [one] { $databases } Datenbank
   *[other] { $databases } Datenbanken
} sind nicht mehr ausgewählt. Von diesem Rechner entfernen? Sonst bleiben sie, zum Lesen und Finden, und werden nicht mehr abgeglichen. [j/N]
cli-left-kept = { $pages ->
    [one] { $pages } Seite
   *[other] { $pages } Seiten
} und { $databases ->
    [one] { $databases } Datenbank
   *[other] { $databases } Datenbanken
} sind nicht mehr ausgewählt. Sie bleiben auf diesem Rechner und werden nicht mehr abgeglichen.
cli-left-removed = { $pages ->
    [one] { $pages } Seite
   *[other] { $pages } Seiten
} und { $databases ->
    [one] { $databases } Datenbank
   *[other] { $databases } Datenbanken
} sind nicht mehr ausgewählt und von diesem Rechner entfernt. Ihre Titel und Eigenschaften bleiben in der Liste zum Auswählen.

# Fassungen einer Seite.

cli-no-versions = Von dieser Seite wurde noch kein Text gelesen, also gibt es keine Fassung davon.
cli-versions-oldest = Die älteste Fassung hier ist vom { $time }.
cli-version-since = So steht es auf der Seite seit { $time }.
cli-version-before-memory = So weit reicht das Gedächtnis nicht zurück. Die älteste Fassung hier ist vom { $time }; die siehst du.
cli-diff-between = Von { $from } bis { $to }
cli-diff-first = { $to }: die älteste Fassung hier, also ist alles darin neu.
cli-diff-none = Der Text ist derselbe.

# Eine Seite vergessen.

cli-found-none-so-narrow = Nichts Aufgehobenes passt zu diesen Filtern.
cli-forget-question = { $pages ->
    [one] „{ $title }“ wird
   *[other] „{ $title }“ und alles darin, zusammen { $pages } Seiten, werden
} von diesem Rechner entfernt: Text, Fassungen, Kommentare, Dateien.{ $unsent ->
    [0] {""}
    [one] {" "}Eine davon hat Änderungen, die Notion noch nicht hat; sie gehen verloren.
   *[other] {" "}{ $unsent } davon haben Änderungen, die Notion noch nicht hat; sie gehen verloren.
} Notion bleibt unberührt. Spätere Abgleiche lassen sie aus, bis du sie wieder auswählst. Vergessen? [j/N]
cli-forgotten = { $pages ->
    [one] „{ $title }“ ist vergessen.
   *[other] „{ $title }“ und alles darin sind vergessen: { $pages } Seiten.
} Spätere Abgleiche lassen sie aus, bis du sie wieder auswählst.

# Zeilen einer Datenbank.

cli-rows-found = { $count ->
    [0] Keine Zeilen
    [one] { $count } Zeile
   *[other] { $count } Zeilen
}{ $left ->
    [0] {""}
   *[other] , dahinter { $left } weitere: --offset und --limit, oder --csv für alle
}
cli-rows-coming = { $partial ->
    [0] Weitere Zeilen werden noch gelesen.
    [one] Von { $partial } Zeile ist bisher nur der Name bekannt.
   *[other] Von { $partial } Zeilen sind bisher nur die Namen bekannt.
}
cli-rows-written = Geschrieben: { $place }
cli-no-views = Keine Ansicht ist gesichert. Gemacht werden sie im Fenster: „Als Ansicht sichern“.
