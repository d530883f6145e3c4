### What Keepsake is doing and has done: now, the history, the pace of requests.

# The first tab of the activity: everything at one glance.
activity-overview = Überblick

## What is under way, or when it is looked at Notion next.

now-title = Jetzt
# Why Notion is looked at less often than configured.
looking-later = { $why ->
    [battery] Seltener als sonst, weil dieser Computer auf Akku läuft.
    [idle] Seltener als sonst, weil niemand an diesem Computer ist.
    [metered] Seltener als sonst, weil diese Netzverbindung getaktet ist.
   *[called] Seltener als sonst, weil Notion Änderungen von selbst meldet.
}

## Requests to Notion over the last ten minutes, as a chart and as a table.

traffic-title = Anfragen an Notion
traffic-now = { $rate } pro Sekunde jetzt
traffic-held = Notion bat uns, bis { $time } zu warten
# At the line that the bars stay below.
traffic-allowed = max. { $rate }
traffic-ago = vor 10 min
traffic-middle = 5
traffic-end = jetzt
# What a screen reader says instead of the chart.
traffic-spoken = In den letzten zehn Minuten { $count ->
    [one] wurde { $count } Anfrage gesendet
   *[other] wurden { $count } Anfragen gesendet
}, höchstens { $busiest } pro Sekunde, wo { $allowed } erlaubt sind. { $waiting ->
    [0] Gerade wartet nichts.
    [one] Gerade wartet { $waiting } Lesevorgang.
   *[other] Gerade warten { $waiting } Lesevorgänge.
}
traffic-waiting = { $count ->
    [0] nichts wartet
    [one] { $count } Lesevorgang wartet
   *[other] { $count } Lesevorgänge warten
}
traffic-key-requests = Anfragen pro Sekunde
traffic-key-waiting = Wartende Lesevorgänge, bis zu { $most }
traffic-as-table = Als Tabelle
traffic-as-chart = Als Bild
traffic-table-time = Minute
traffic-table-requests = Anfragen
traffic-table-busiest = Höchstens pro Sekunde
traffic-table-waiting = Wartend
# Where nobody counted.
traffic-not-counted = nicht gezählt

## What could not be had and still cannot.

problems-title = Probleme
problems-why = Wird von selbst noch einmal versucht; verloren geht inzwischen nichts
problems-all = Alle jetzt versuchen
problems-retry = Noch einmal
problems-retry-one = Noch einmal: { $title }
problems-details = Einzelheiten
problems-copy = Einzelheiten kopieren
problems-copied = Die Einzelheiten sind in der Zwischenablage, ohne etwas von der Seite.
problems-retried = { $title }: wird noch einmal versucht.
problems-more = { $count ->
    [one] und { $count } weiteres
   *[other] und { $count } weitere
}
problems-none = Nichts fehlt.

## The history: one row for each run.

history-title = Verlauf
history-why-sum = Gefunden ist immer die Summe aus gespeichert, unverändert, übersprungen, verweigert und fehlgeschlagen
history-rest = Außerdem
rest-skipped = { $count } übersprungen
rest-refused = { $count } verweigert
rest-failed = { $count } fehlgeschlagen
history-result = Ergebnis
history-report = Bericht
history-report-of = Bericht des Laufs von { $time }
history-markdown = Für Menschen (Markdown)
history-json = Für Programme (JSON)
history-saved = Gespeichert in deinen Downloads als { $name }.
trigger-window = Von dir
trigger-cli = Terminal
trigger-schedule = Zeitplan
trigger-other = Anderes Programm
run-state-running = läuft
run-state-paused = angehalten
run-state-completed = vollständig
took-seconds = { $seconds } s
took-minutes = { $minutes } min
took-hours = { $hours } h
