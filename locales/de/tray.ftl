### Das Menü hinter dem Symbol, das zu sehen ist, solange Keepsake läuft.

tray-sentence = { $sentence } · { $when }
tray-until-day = { $day ->
    [monday] Montag { $time }
    [tuesday] Dienstag { $time }
    [wednesday] Mittwoch { $time }
    [thursday] Donnerstag { $time }
    [friday] Freitag { $time }
    [saturday] Samstag { $time }
   *[sunday] Sonntag { $time }
}
tray-search = Suchen …
tray-open = Keepsake öffnen
tray-sync = Jetzt abgleichen
tray-pause = Abgleich anhalten
tray-pause-hour = 1 Stunde
tray-pause-tomorrow = Bis morgen
tray-pause-resumed = Bis ich weitermache
tray-resume = Abgleich fortsetzen
tray-decisions = { $brakes ->
    [0] { $count ->
        [one] { $count } Seite braucht eine Entscheidung …
       *[other] { $count } Seiten brauchen eine Entscheidung …
    }
   *[other] { $count ->
        [0] Eine große Löschung braucht eine Entscheidung …
        [one] Eine große Löschung und { $count } Seite brauchen eine Entscheidung …
       *[other] Eine große Löschung und { $count } Seiten brauchen eine Entscheidung …
    }
}
tray-reconnect = Notion neu verbinden …
tray-connect-again = Wieder verbinden …
tray-restart = Für das Update neu starten
tray-settings = Einstellungen …
tray-quit = Keepsake beenden

## The account of a run as a file, in the downloads.

report-title = Keepsake, Lauf { $run }
report-kind = Was
report-trigger = Warum
report-state = Ergebnis
report-started = Begonnen
report-finished = Beendet
report-seconds = Sekunden
report-requests = Anfragen an Notion
report-holes = Was nicht hier ist
report-complete = Nichts fehlt: alles, was gefunden wurde, ist gespeichert.

# Wofür jemand auf dem Desktop gerufen wird. Nur Namen und Zahlen, nichts von einer Seite.

# Dasselbe, wo jemand Seiten genannt haben will, und nur auf dem Desktop.
desktop-naming = { $others ->
    [0] „{ $title }“
   *[other] „{ $title }“ und { $others } weitere
}: { $sentence }

notice-auth_failure = Notion nimmt unseren Schlüssel nicht mehr an. Deine Seiten sind sicher; der Abgleich ruht. Verbinde neu, mit einem neuen Token.
notice-disk_full = Die Festplatte ist voll. Nichts Gespeichertes ist verloren; der Abgleich geht weiter, sobald Platz ist.
notice-little_space = Import angehalten: Auf diesem Datenträger sind noch { $megabytes } MB frei. Er geht von selbst weiter, sobald Platz ist.
notice-brake = { $planned } von { $total } Seiten wären gelöscht worden. Keine wurde es: Das wartet auf deine Entscheidung.
notice-decisions = { $count ->
    [one] { $count } Teil einer Seite wurde hier und in Notion geändert. Beide Fassungen sind aufgehoben; er wartet auf deine Entscheidung.
   *[other] { $count } Teile von Seiten wurden hier und in Notion geändert. Beide Fassungen sind aufgehoben; sie warten auf deine Entscheidung.
}

# A notice on the desktop about an import that took more than a minute. No titles of pages: it may show on a locked screen.
desktop-import_finished = Der Import ist fertig. { $imported ->
    [one] { $imported } Seite ist hier.
   *[other] { $imported } Seiten sind hier.
} { $missing ->
    [0] Nichts fehlt.
    [one] { $missing } war nicht zu bekommen.
   *[other] { $missing } waren nicht zu bekommen.
}
