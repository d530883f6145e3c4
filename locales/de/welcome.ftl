### The words of the first screen: they are read at every start, before all others.

## Everywhere

app-name = Keepsake
window-title = { $view } – Keepsake
toasts = Meldungen
toast-dismiss = Schließen
help-open = So funktioniert es

## Welcome

welcome-title = Dein Notion, auf diesem Rechner aufgehoben.
welcome-here = Bleibt hier
welcome-here-why = Deine Seiten liegen auf diesem Rechner, nicht bei uns.
welcome-shared = Nur was du freigibst
welcome-shared-why = Du wählst die Seiten. Die Verbindung lässt sich jederzeit trennen.
welcome-quick = Schnell bereit
welcome-quick-why = Nach etwa einer Minute lässt sich suchen; der Rest kommt im Hintergrund.
welcome-sample = Mit Beispielseiten ausprobieren
welcome-sample-opening = Beispiel wird geöffnet …
welcome-connect = Notion verbinden
welcome-restore = Sicherung zurückspielen

## The language

settings-spoken = Sprache des Fensters
settings-spoken-system = Wie das System
settings-spoken-english = English
settings-spoken-german = Deutsch
