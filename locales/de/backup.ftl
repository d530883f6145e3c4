### Sicherungen des Gedächtnisses: eine machen, eine zurückspielen, und das Fenster, wenn sich das Gedächtnis nicht öffnen lässt.

## Eine zurückspielen

backup-restore = Sicherung zurückspielen
backup-restore-what = Sie tritt an die Stelle des Gedächtnisses; was jetzt da ist, wird beiseitegelegt und bleibt erhalten. Fehlende Anhänge werden neu geholt. Ein Arbeitsbereich, dessen Schlüssel nicht auf diesem Rechner ist, will neu verbunden werden.
backup-list = Sicherungen auf diesem Rechner
backup-looking = Sicherungen werden gesucht …
backup-none = Neben dem Gedächtnis und in deinen Downloads liegen keine Sicherungen.
backup-choose-file = Datei wählen …
backup-choose-title = Sicherung wählen
backup-name = { $when } · { $kind }
backup-saved-kind = von dir gesichert
backup-beforeUpdate-kind = vor einer Aktualisierung
backup-replaced-kind = beiseitegelegt
backup-no-time = Unbekannte Zeit
backup-contents = { $pages ->
    [one] { $pages } Seite aus { $workspaces } · { $size }
   *[other] { $pages } Seiten aus { $workspaces } · { $size }
}
backup-contents-nothing = Kein Arbeitsbereich · { $size }
backup-is-damaged = Beschädigt, lässt sich nicht zurückspielen · { $name }
backup-is-newer = Aus einem neueren Keepsake: erst aktualisieren · { $name }
backup-is-foreign = Keine Sicherung von Keepsake · { $name }
backup-is-unreadable = Lässt sich nicht lesen · { $name }
backup-do-restore = Zurückspielen
backup-restoring = Wird zurückgespielt …
backup-restored = Dein Gedächtnis ist wieder da
backup-restored-what = Die Sicherung ist zurückgespielt.
backup-replaced-kept = Was vorher da war, bleibt in { $path } erhalten.
backup-go-on = Weiter

## Eine machen

backup-saved = In deinen Downloads liegt eine Sicherung, „{ $name }“.

## Das Gedächtnis lässt sich nicht öffnen

refused-title = Keepsake kann dein Gedächtnis nicht öffnen
refused-damaged = Die Datei des Gedächtnisses ließ sich nicht lesen.
refused-drifted = Etwas anderes als Keepsake hat den Aufbau des Gedächtnisses geändert.
refused-untouched = Daran wurde nichts geändert.
refused-looking = Die letzte gute Kopie wird gesucht …
refused-copy = Die letzte gute Kopie ist vom { $when }.
refused-copy-today = Die letzte gute Kopie ist von { $time } Uhr.
refused-no-copy = Auf diesem Rechner gibt es keine gute Kopie davon. Ein Neuanfang lässt die Datei da; Notion hat deine Seiten noch.
refused-restore-copy = Kopie zurückspielen
refused-other = Andere Sicherung wählen
refused-fresh = Neu anfangen
refused-support = Für den Support sichern
refused-fresh-title = Mit einem leeren Gedächtnis anfangen?
refused-fresh-what = Die unlesbare Datei wird beiseitegelegt und bleibt in { $path } erhalten. Was Notion hat, wird neu importiert, sobald du dich verbindest; Änderungen von hier, die Notion nicht hatte, stehen nur in jener Datei.
refused-fresh-doing = Fängt neu an …
refused-fresh-done = Das Gedächtnis ist jetzt leer
