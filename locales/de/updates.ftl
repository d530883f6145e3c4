### Neue Versionen des Programms.

update-version = Version { $version }
update-no-source = Dieses Keepsake weiß nicht, wo neue Versionen veröffentlicht werden. Hol sie dort, wo du dieses herhast.
update-look = Nach Updates suchen
update-looking = Neue Version wird gesucht …
update-none = Etwas Neueres ist nicht veröffentlicht.
update-available = Version { $version } ist verfügbar.
update-notes = Was neu ist
update-fetch = Herunterladen
update-loading = { $size ->
    [0] Version { $version } wird geholt: { $loaded } MB
   *[other] Version { $version } wird geholt: { $loaded } von { $size } MB
}
update-ready = Version { $version } ist da, und ihre Signatur stimmt. Vielleicht fragt dein System nach deinem Passwort.
update-install = Installieren
update-installing = Version { $version } wird installiert …
update-installed = Version { $version } ist installiert. Sie läuft ab dem nächsten Start.
update-restart = Für das Update neu starten
update-page = Seite zum Herunterladen
update-by-itself = Von selbst nach Updates suchen
update-by-itself-why = Einmal am Tag, ohne etwas über dich zu verraten. Heruntergeladen wird erst, wenn du es sagst.
update-failed-unreachable = Die Stelle, an der neue Versionen veröffentlicht werden, hat nicht geantwortet. Was läuft, bleibt, wie es ist.
update-failed-notUnderstood = Die Antwort ist keine Liste von Versionen. Was läuft, bleibt, wie es ist.
update-failed-notForHere = Es gibt eine neuere Version, aber keine für diese Art von Computer.
update-failed-notVerified = Das Update ließ sich nicht prüfen und wurde nicht installiert.
update-failed-notInstalled = Dieses Keepsake wurde nicht aus einem Paket installiert, deshalb gibt es nichts zu ersetzen. Hol Version { $version } von der Seite zum Herunterladen.
update-failed-notAllowed = Das System hat nicht zugelassen, dass Version { $version } installiert wird. Was läuft, bleibt, wie es ist.
