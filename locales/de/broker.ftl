# Die Seite zwischen Notion und Keepsake, im Browser. Sie kommt vom Broker (docs/broker.md), nicht aus der App.

broker-granted-title = Zurück zu Keepsake
broker-granted-text = Notion hat zugestimmt. Keepsake öffnet sich von selbst; danach kann diese Seite geschlossen werden.
broker-open = Keepsake öffnen
broker-paste = Falls nichts passiert: diesen Code kopieren und in Keepsake einfügen, wo auf die Anmeldung gewartet wird. Er gilt einmal, fünf Minuten lang, und nur dort.
broker-denied-title = Nichts wurde freigegeben
broker-denied-text = Der Zugriff wurde in Notion nicht erlaubt, also sieht Keepsake nichts. In Keepsake lässt er sich jederzeit neu beginnen.
broker-failed-title = Notion konnte das nicht abschließen
broker-failed-text = Notion meldet: { $code }. Nichts wurde freigegeben. Die Anmeldung lässt sich in Keepsake neu beginnen.
broker-stray-title = Diese Seite gehört zu einer Anmeldung
broker-stray-text = Zu ihr führt nur der Weg aus Keepsake über Notion. Die Anmeldung bitte in Keepsake neu beginnen.
broker-busy-title = Gerade zu viele Anmeldungen
broker-busy-text = Nichts wurde freigegeben. Bitte eine Minute warten und die Anmeldung in Keepsake neu beginnen.
