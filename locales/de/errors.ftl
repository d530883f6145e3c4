# Was schiefging, was es für die Daten heißt, was zu tun ist. Ein Satz für jeden Fehlercode.

error-not_connected = { $connection ->
    [none] Noch ist kein Arbeitsbereich verbunden. Verbinde zuerst einen, oder probiere den Beispielbereich aus.
   *[other] Es gibt keine Verbindung { $connection }. Sieh in die Liste der Verbindungen.
}
error-token_refused = { $reason ->
    [code] Notion nimmt diese Anmeldung nicht an: sie wurde schon verwendet oder ist zu alt, oder ID oder Geheimnis der Verbindung stimmen nicht. Nichts wurde gespeichert. Prüfe die beiden und melde dich noch einmal an.
   *[other] Notion nimmt diesen Schlüssel nicht an. Nichts wurde gespeichert. Kopiere das Geheimnis noch einmal von der Seite der Verbindungen in Notion; es beginnt mit „ntn_“ oder „secret_“.
}
error-needs_sign_in = { $reason ->
    [cut_short] Notion hatte unseren Schlüssel gerade gegen einen neuen getauscht, als Keepsake unterbrochen wurde, bevor sich der neue aufheben ließ. Beide gelten nicht mehr. Deine Seiten und deine Änderungen sind sicher; der Abgleich ruht. Verbinde noch einmal: mehr braucht es nicht.
   *[other] Notion nimmt unseren Schlüssel nicht mehr an. Deine Seiten sind sicher; der Abgleich ruht. Verbinde noch einmal mit einem neuen Schlüssel.
}
error-connection_stopped = Der Abgleich von { $workspace } wurde beendet. Was hier ist, lässt sich lesen, durchsuchen und exportieren; geholt, gesendet und geändert wird nichts. Verbinde ihn neu, um weiterzumachen.
error-permission = { $reason ->
    [block_limit] Dieser Arbeitsbereich hat so viele Blöcke, wie sein Tarif erlaubt; Notion hat das nicht ausgeführt ({ $action }). Nichts wurde geändert. Schaffe Platz oder wechsle den Tarif in Notion, und versuche es dann noch einmal.
   *[other] Notion erlaubt dieser Verbindung nicht, { $deed ->
        [read_page] eine Seite zu lesen
        [read_database] eine Datenbank zu lesen
        [search] den Arbeitsbereich zu durchsuchen
        [change_page] die Eigenschaften einer Seite zu ändern oder sie in den Papierkorb zu legen
        [move_page] eine Seite zu verschieben
        [change_text] den Text einer Seite zu ändern
        [delete_text] Teile eines Textes zu entfernen
        [change_database] die Spalten einer Datenbank zu ändern
        [create_page] eine Seite anzulegen
        [add_text] einen Text zu ergänzen
        [create_database] eine Datenbank anzulegen
        [upload] eine Datei hinzuzufügen
        [read_comments] Kommentare zu lesen
        [comment] einen Kommentar zu schreiben
        [change_comment] ihren Kommentar zu ändern
        [delete_comment] ihren Kommentar zu entfernen
        [read_users] zu sehen, wer im Arbeitsbereich arbeitet
       *[other] das zu tun: { $action }
    }. Alles bis jetzt Aufgehobene ist da. { $capability ->
        [read_content] Schalte in den Einstellungen der Verbindung in Notion das Recht „Inhalte lesen“ ein und versuche es noch einmal.
        [update_content] Schalte in den Einstellungen der Verbindung in Notion das Recht „Inhalte aktualisieren“ ein und versuche es noch einmal.
        [insert_content] Schalte in den Einstellungen der Verbindung in Notion das Recht „Inhalte einfügen“ ein und versuche es noch einmal.
        [read_comments] Schalte in den Einstellungen der Verbindung in Notion das Recht „Kommentare lesen“ ein und versuche es noch einmal.
        [insert_comments] Schalte in den Einstellungen der Verbindung in Notion das Recht „Kommentare einfügen“ ein und versuche es noch einmal.
        [read_users] Schalte in den Einstellungen der Verbindung in Notion das Recht „Benutzerinformationen lesen“ ein und versuche es noch einmal.
       *[other] Schalte das Recht in den Einstellungen der Verbindung in Notion ein.
    }
}
error-not_found = { $what ->
    [page] Im Gedächtnis gibt es keine Seite { $id }. Suche nach ihr, oder importiere sie zuerst.
    [run] Es gibt keinen Lauf { $id }.
    [profile] Es gibt kein Profil „{ $id }“. Es gibt: { $known }. Oder gib den Pfad einer Datei an.
    [applied_profile] Kein Profil mit der Nummer { $id } ist in Kraft. „keepsake profile list“ zeigt sie.
    [data_source] Im Gedächtnis gibt es keine Datenbank { $id }. Importiere sie zuerst, oder prüfe die ID.
    [record] { $id } ist kein Eintrag: Auf der Datenbank, in der es liegt, ist kein Profil in Kraft. „keepsake profile apply“ setzt eines in Kraft.
    [database] Im Gedächtnis gibt es keine Datenbank { $id }. Importiere sie zuerst, oder prüfe den Namen.
    [view] Diese Ansicht gibt es nicht mehr.
    [conflict] Bei { $id } gibt es nichts zu entscheiden.
    [version] Von dieser Seite gibt es keine Fassung { $id }. „keepsake versions“ nennt die, an die Keepsake sich erinnert.
    [change] Es gibt keine Änderung mit der Nummer { $id }.
    [parked] Es gibt keine Änderung mit der Nummer { $id }, die sich nicht senden ließ.
    [problem] { $id } fehlt nicht mehr.
    [alert] Es gibt keine Warnung { $id }.
    [selected] Notion zeigt { $id } dieser Verbindung nicht, deshalb wurde nichts geändert. Gib es in Notion für die Verbindung frei, oder prüfe die ID.
   *[other] Notion gibt das nicht für uns frei ({ $action }). Gib es in Notion für die Verbindung frei und versuche es noch einmal.
}
error-offline = { $host } ist nicht zu erreichen. Alles bis jetzt Aufgehobene ist da. Prüfe das Netz und versuche es noch einmal.
error-proxy_page = Etwas zwischen diesem Rechner und Notion, etwa ein Proxy oder eine Anmeldeseite, hat anstelle von Notion geantwortet. Nichts wurde geändert. Melde dich im Netz an oder prüfe den Proxy, und versuche es noch einmal.
error-rate_limited = Notion bat um etwas Geduld. Nichts ist verloren. Versuche es in einigen Minuten noch einmal.
error-notion_trouble = Notion hat geantwortet, aber nicht wie erwartet ({ $action }: { $detail }). Was bis jetzt gelesen wurde, bleibt. Versuche es in einigen Minuten noch einmal.
error-disk_full = Der Datenträger ist voll. Nichts Gespeichertes ist verloren. Schaffe Platz und versuche es noch einmal; der Import geht dort weiter, wo er stehen blieb.
error-little_space = Auf dem Datenträger mit dem Gedächtnis sind noch { $megabytes } MB frei; { $needed } MB bleiben für alles andere frei. Nichts Gespeichertes ist verloren. Schaffe Platz und versuche es noch einmal; der Import geht dort weiter, wo er stehen blieb.
error-unwritable = { $place } lässt sich nicht schreiben oder nicht lesen ({ $detail }). Was gespeichert ist, ist sicher. Sieh nach, ob der Datenträger da ist, Platz hat und nicht schreibgeschützt ist, und ob der Ordner dir gehört; oder setze KEEPSAKE_HOME auf einen anderen Ordner. Versuche es dann noch einmal.
error-store_newer = Eine neuere Version von Keepsake hat das Gedächtnis in { $path } geschrieben. Es wurde nicht angerührt. Aktualisiere Keepsake, um es zu öffnen.
error-store_damaged = Die Datei des Gedächtnisses ließ sich nicht lesen ({ $detail }). Sie wurde nicht angerührt. „keepsake backup list“ zeigt die Kopien in { $path }, „keepsake backup restore“ spielt eine zurück.
error-store_drifted = Etwas anderes als Keepsake hat den Aufbau des Gedächtnisses geändert ({ $detail }). Es wurde nicht angerührt. „keepsake backup list“ zeigt die Kopien in { $path }, „keepsake backup restore“ spielt eine zurück.
error-owner_busy = { $action ->
    [pause] Ein anderes Keepsake{ $owner } führt diesen Import aus, deshalb lässt er sich nur dort anhalten. Beenden lässt er sich auch von hier.
    [resume] Ein anderes Keepsake{ $owner } hält diesen Import, deshalb kann er nur dort weitergehen. Beenden lässt er sich auch von hier.
    [watch] Ein anderes Keepsake{ $owner } arbeitet mit diesem Gedächtnis, und nur eines kann es abgleichen. Nichts wurde geändert. Schließe jenes zuerst, oder lass es weitermachen.
    [wait] Ein anderes Keepsake{ $owner } hat dieses Gedächtnis offen und nimmt nicht auf, worum es gebeten wurde. Nichts wurde geändert. Schließe es und versuche es noch einmal.
    [replace] Ein anderes Keepsake arbeitet mit diesem Gedächtnis, deshalb lässt es sich nicht ersetzen. Nichts wurde geändert. Schließe jenes zuerst, auch wo es im Hintergrund weiterläuft.
    [delete] Ein anderes Keepsake{ $owner } arbeitet mit diesem Gedächtnis. Nichts wurde gelöscht. Schließe jenes zuerst, oder lösche alles in seinem Fenster.
   *[other] Ein anderes Keepsake arbeitet gerade mit diesem Gedächtnis. Nichts wurde geändert. Warte, bis es fertig ist, oder verwende sein Fenster.
}
error-keychain_locked = { $reason ->
    [renewal] Der Schlüssel dieser Verbindung muss gegen einen neuen getauscht werden, und der Ort, an dem er liegt, ist nicht zu gebrauchen ({ $detail }). Alles bis jetzt Aufgehobene ist da, und nichts wurde mit einem Schlüssel gesendet, der nicht aufgehoben ist. Sieh nach, ob der Ort offen ist und Platz hat, und versuche es noch einmal; sollte Notion es dann verlangen, verbinde noch einmal.
    [passphrase] Deine Schlüssel sind mit einer Passphrase verschlossen. Alles bis jetzt Aufgehobene ist da. Gib die Passphrase ein und versuche es noch einmal.
    [key_file] Die Datei, die deine Schlüssel öffnet, ist nicht zu gebrauchen ({ $detail }). Alles bis jetzt Aufgehobene ist da. Stelle sie wieder her, wie sie war, und versuche es noch einmal.
    [wrong_passphrase] Diese Passphrase öffnet die Datei mit deinen Schlüsseln nicht. Nichts wurde geändert.
   *[other] Der Ort, an dem dein Schlüssel liegt, ist verschlossen. Alles bis jetzt Aufgehobene ist da. Schließe ihn auf und versuche es noch einmal.
}
error-keychain_missing = { $reason ->
    [leaving] Der Ort, an dem der Schlüssel liegt, lässt sich nicht öffnen ({ $detail }). Nichts wurde geändert.
   *[other] Auf diesem Rechner gibt es keinen sicheren Ort für einen Schlüssel ({ $detail }). Nichts wurde gespeichert.
}
error-invalid_input = { $problem ->
    [empty_token] Der Schlüssel ist leer. Füge das ganze Geheimnis von der Seite der Verbindungen in Notion ein.
    [token_shape] Das sieht nicht nach einem Schlüssel aus: Es hat Leerzeichen oder andere Zeichen, die ein Schlüssel nie hat. Füge nur das Geheimnis ein.
    [not_an_id] „{ $value }“ ist keine ID von Notion. Eine ID hat 32 Ziffern und Buchstaben, wie am Ende der Adresse einer Seite.
    [several_connections] Es gibt mehr als eine Verbindung: wähle eine ({ $connections }).
    [empty_search] Es gibt nichts zu suchen. Gib wenigstens ein Wort an.
    [settings] Die Einstellungen sind nicht zu gebrauchen. { $place }: { $detail }
    [settings_unknown_key] Die Einstellungen sind nicht zu gebrauchen. { $place }: „{ $key }“ ist keine Einstellung. Es gibt: { $known }.
    [settings_range] Die Einstellungen sind nicht zu gebrauchen. { $place }: { $name } muss eine ganze Zahl von { $least } bis { $most } sein, nicht „{ $value }“.
    [settings_no_address] Die Einstellungen sind nicht zu gebrauchen. { $place }: „{ $value }“ ist keine Adresse.
    [settings_not_http] Die Einstellungen sind nicht zu gebrauchen. { $place }: „{ $value }“ ist keine Adresse mit http oder https.
    [settings_not_origin] Die Einstellungen sind nicht zu gebrauchen. { $place }: „{ $value }“ muss ein Ursprung sein wie https://api.notion.com, ohne /v1 oder anderes dahinter.
    [settings_broker_without_id] Die Einstellungen sind nicht zu gebrauchen. { $place }: Zu einem Broker gehört { $variable }, die ID seiner Verbindung.
    [settings_id_without_broker] Die Einstellungen sind nicht zu gebrauchen. { $place }: Zur ID der Verbindung eines Brokers gehört { $variable }.
    [settings_receiver_no_address] Die Einstellungen sind nicht zu gebrauchen. { $place }: webhook_url ist keine Adresse mit http oder https.
    [settings_receiver_plain_http] Die Einstellungen sind nicht zu gebrauchen. { $place }: webhook_url muss mit https:// beginnen; einfaches http ist nur für diesen Rechner.
    [settings_receiver_credentials] Die Einstellungen sind nicht zu gebrauchen. { $place }: webhook_url darf weder Benutzernamen noch Passwort enthalten. Was der Empfänger braucht, gehört in den Pfad.
    [plain_http] { $detail } (aus { $place }) ist nicht geschützt: unterwegs könnte jeder deinen Schlüssel lesen. Nichts wurde gesendet. Verwende eine Adresse, die mit https:// beginnt; einfaches http ist nur für diesen Rechner, wie in http://127.0.0.1.
    [no_home] Dieses System hat keinen üblichen Ordner für Daten. Setze KEEPSAKE_HOME auf den Ordner, der verwendet werden soll.
    [export_path] Der Ordner { $path } lässt sich nicht schreiben: { $detail }
    [export_foreign] { $path } stammt nicht von Keepsake und bleibt unberührt. Wähle einen anderen Ordner.
    [export_inside_home] { $path } liegt im eigenen Ordner von Keepsake. Wähle einen anderen Ordner.
    [unknown_workspace] Es gibt keinen nachgestellten Arbeitsbereich „{ $value }“.
    [usage] { $detail }
    [needs_token] Ein Geheimnis wird gebraucht. Hier kann niemand gefragt werden: leite es hinein und füge --token-stdin hinzu.
    [port] Port { $value } ist nicht zu gebrauchen: { $detail }
    [link] Diese Adresse lässt sich nicht öffnen.
    [forget_unsent] Notion hat die Seite { $id } noch nicht: Sie wurde hier angelegt und nicht gesendet. „keepsake records undo“ nimmt sie zurück.
    [forget_while_importing] Ein Import läuft und liest diese Seite vielleicht gerade. Nichts wurde vergessen. Warte sein Ende ab oder beende ihn zuerst.
    [not_a_day] „{ $value }“ ist kein Tag. Schreib ihn als 2026-05-03.
    [needs_yes_forget] Das Vergessen muss bestätigt werden. Hier kann niemand gefragt werden: Füge --yes an.
    [not_a_version] „{ $value }“ nennt keine Fassung. Gib die Nummer einer Fassung an, einen Tag wie 2026-05-03 oder einen Zeitpunkt wie 2026-05-03T10:00:00Z.
    [no_such_column] Diese Datenbank hat keine Eigenschaft „{ $name }“. Nimm aus der Ansicht heraus, was nach ihr fragt.
    [no_such_column_typed] „{ $text }“ beginnt mit keiner Eigenschaft dieser Datenbank oder sagt nichts über sie. Es gibt: { $names }.
    [no_such_condition] Das lässt sich bei „{ $name }“ nicht fragen: { $value }
    [no_value] Sag, womit „{ $name }“ verglichen werden soll.
    [not_a_number] „{ $value }“ ist keine Zahl, und „{ $name }“ wird mit Zahlen verglichen.
    [not_a_day_there] „{ $value }“ ist kein Tag, und „{ $name }“ wird mit Tagen wie 2026-11-20 verglichen.
    [no_grouping] Eine Tafel kann keine Spalten nach „{ $name }“ haben. Wähle eine Eigenschaft mit Optionen, Personen oder einem Häkchen.
    [view_name_taken] Es gibt schon eine Ansicht „{ $name }“. Wähle einen anderen Namen.
    [view_without_name] Eine Ansicht braucht einen Namen.
    [view_name] Der Name einer Ansicht hat höchstens { $count } Buchstaben, und alle sind sichtbar.
    [no_such_view] Es gibt keine Ansicht „{ $name }“. Es gibt: { $names }.
    [several_databases] Mehrere Datenbanken heißen „{ $name }“. Gib die ID von einer an: { $ids }
    [several_tables] Diese Datenbank hat mehrere Tabellen. Gib die ID von einer an: { $ids }
    [not_a_moment] „{ $text }“ ist kein Zeitpunkt. Der Abgleich geht weiter wie zuvor.
    [webhook_public] { $value } ist von anderen Rechnern zu erreichen, und was dort ankommt, ist nicht verschlüsselt. Lausche auf 127.0.0.1 und lass einen Tunnel oder einen Reverse Proxy mit Zertifikat dorthin führen; oder füge --public hinzu, wenn der Proxy ein anderer Rechner von dir ist.
    [webhook_paired] Diese Verbindung hat schon ein Prüfzeichen, und keine Anfrage darf es ersetzen. Um neu zu koppeln, nimm es zuerst fort: keepsake webhooks forget
    [broker_url] { $value } ist für { $place } nicht zu gebrauchen. Gib einen Ursprung ohne Pfad an, etwa https://connect.example.com. Was dorthin geht, ist geheim, deshalb ist einfaches http nur für diesen Rechner, wie in http://localhost:43119.
    [broker_credentials] ID und Geheimnis der öffentlichen Verbindung werden gebraucht. Gib --client-id-file und --client-secret-file an, oder zwei Zeilen auf der Standardeingabe mit --credentials-stdin, oder die Variablen KEEPSAKE_BROKER_CLIENT_ID und KEEPSAKE_BROKER_CLIENT_SECRET.
    [webhook_sample] Der Beispielbereich sendet keine Webhooks. Verbinde zuerst einen Arbeitsbereich von Notion.
    [kept_only] Diese Seite wird hier nur aufbewahrt und nicht mehr mit Notion abgeglichen: Sie kann nicht geändert werden. Wähle sie wieder aus, um sie zu ändern.
    [choice_has_profile] Die Zeilen von „{ $title }“ hält das Profil „{ $profile }“ auf dem Stand. Nimm zuerst das Profil weg, oder lass sie ausgewählt.
    [backup_there] { $path } gibt es schon und blieb unberührt. Wähle einen anderen Namen, oder ergänze --force, um es zu ersetzen.
    [backup_damaged] { $path } ist beschädigt oder unvollständig ({ $detail }). Nichts wurde geändert. Wähle eine andere Sicherung.
    [backup_newer] { $path } stammt aus einer neueren Version von Keepsake. Nichts wurde geändert. Aktualisiere Keepsake, um sie zurückzuspielen.
    [backup_foreign] { $path } ist keine Sicherung von Keepsake ({ $detail }). Nichts wurde geändert. Wähle eine andere Datei.
    [backup_unreadable] { $path } lässt sich nicht lesen ({ $detail }). Nichts wurde geändert. Sieh nach, ob es da ist und dir gehört.
    [needs_yes_restore] Das Zurückspielen muss bestätigt werden. Hier kann niemand gefragt werden: Ergänze --yes.
    [needs_yes_leaving] Das muss bestätigt werden. Hier kann niemand gefragt werden: Ergänze --yes.
    [setting] Diesen Wert kann die Einstellung nicht haben. Es wurde nichts geändert.
    [needs_yes] Ein Import muss bestätigt werden. Hier kann niemand gefragt werden: füge --yes hinzu.
    [overtaken] { $field } wurde inzwischen { $newer ->
        [here] hier
       *[notion] in Notion
    } geändert, und das Zurücknehmen würde das überschreiben. Nichts wurde geändert. --yes nimmt es trotzdem zurück.
    [needs_yes_profile] Das Anwenden eines Profils muss bestätigt werden. Hier kann niemand gefragt werden: füge --yes hinzu.
    [profile_refused] Das Profil ist nicht zu gebrauchen; nichts wurde geändert. Behebe das und versuche es noch einmal:
        { $detail }
    [profile_name] „{ $name }“ kann kein Profil heißen. Verwende Kleinbuchstaben, Ziffern und Bindestriche.
    [profile_taken] „{ $name }“ gehört zu Keepsake und bleibt, wie es ist. Wähle einen anderen Namen.
    [profile_exists] { $path } gibt es schon und blieb unberührt. Wähle einen anderen Namen.
    [file_unreadable] { $path } lässt sich nicht lesen ({ $detail }). Nichts wurde geändert.
    [channels_missing] Es gibt keinen Ordner { $path } mit Kanälen. Nichts wurde geändert. Lege ihn an, mit einer YAML-Datei für jeden Kanal, oder nenne mit --channels einen anderen.
    [channels_refused] Die Kanäle in { $path } sind nicht zu gebrauchen; nichts wurde geändert. Behebe das und versuche es noch einmal:
        { $detail }
    [no_channels] In { $path } gibt es keine Kanäle, also könnte keine Zeile „{ $field }“ haben. Nichts wurde angelegt. Lege für jeden Kanal eine YAML-Datei hinein, oder nenne mit --channels einen anderen Ordner.
    [unknown_relation] Das Profil hat kein Feld „{ $field }“. Nichts wurde angelegt.
    [schema_blocked] Das Profil „{ $profile }“ passt nicht zur Datenbank „{ $title }“. Nichts wurde geändert.
        { $detail }
    [schema_refused] Notion hat das nicht angenommen: { $detail }. Dort wurde nichts geändert.
    [several_data_sources] Die Datenbank { $id } hat mehrere Datenquellen. Nenne eine davon: { $data_sources }
    [not_a_database] { $id } ist eine Seite, keine Datenbank. Gib die ID einer Datenbank oder einer Datenquelle an.
    [no_database] Wähle eine Datenbank, oder eine Seite, in der eine angelegt wird.
    [no_profile] Kein Profil{ $name ->
        [none] {""}
       *[other] {" "}namens „{ $name }“
    } ist in Kraft. „keepsake profile apply“ setzt eines auf einer Datenbank in Kraft, „keepsake profile create“ legt eine Datenbank dafür an.
    [several_profiles] Mehrere Profile sind in Kraft: wähle eines ({ $profiles }).
    [unknown_status] „{ $value }“ ist weder ein Zustand noch ein Status des Profils. Die Zustände sind { $known }.
    [unknown_view] Es gibt keine gespeicherte Ansicht „{ $value }“. Es gibt: { $known }
    [field_value] „{ $value }“ ist kein Feld mit Wert. Schreibe FELD=WERT, wie in status=approved.
    [field] { $detail } Nichts wurde geändert.
    [entry_in_draft] Dieser Eintrag bleibt im Entwurf, bis er das Profil erfüllt: { $reasons }. Nichts wurde geändert. Behebe das zuerst in Notion.
    [nothing_to_undo] Hier wurde nichts geändert, das sich zurücknehmen ließe.
    [undone_already] Diese Änderung wurde schon zurückgenommen.
    [on_its_way] Sie wird gerade an Notion gesendet. Nichts wurde geändert. Versuche es nach dem nächsten Abgleich noch einmal.
    [no_text] { $id } ist eine Datenbank und hat keinen Text.
    [text_not_read] Der Text dieser Seite ist noch nicht gelesen, deshalb lässt er sich nicht sicher ändern. Nichts wurde geändert. Führe „keepsake sync --once“ aus und versuche es dann noch einmal.
    [in_trash] Diese Seite ist im Papierkorb. Nichts wurde geändert. Hole sie zuerst heraus: „keepsake page restore { $id }“.
    [move_unsent] Notion hat diese Seite noch nicht. Nichts wurde geändert. Führe „keepsake sync --once“ aus und verschiebe sie dann.
    [move_into_itself] Eine Seite kann nicht in sich selbst liegen. Nichts wurde geändert.
    [move_from_here] Diese Seite liegt in einem Block, aus dem Notion über seine Schnittstelle nichts verschieben lässt. Nichts wurde geändert. Verschiebe sie in Notion.
    [stdin] Die Standardeingabe lässt sich nicht als Text nehmen: { $detail }. Nichts wurde geändert.
    [keep] „{ $path }“ ist weder mine noch notion noch both, und keine lesbare Datei ({ $detail }). Nichts wurde geändert.
    [not_both] Das kann nur eines sein: behalte mine oder notion. Nichts wurde geändert.
    [decide_each] Diese Seite braucht mehr als eine Entscheidung. Behalte mine, notion oder both; eine Datei kann nur für einen Text oder eine Eigenschaft stehen. Nichts wurde geändert.
    [conflict_changed] Seit du hingesehen hast, hat sich etwas geändert, und nichts wurde entschieden. Sieh noch einmal hin: „keepsake conflicts“.
    [no_brake] Keine Löschung wartet auf eine Antwort.
    [brake_changed] Inzwischen wartet eine andere Löschung. Sieh noch einmal hin: „keepsake conflicts“.
    [empty_client_id] Die Client-ID ist leer. Sie steht auf der Seite deiner Verbindung, neben ihrem Geheimnis.
    [sign_in_ports] Andere Programme halten die Ports, an die der Browser zurückkäme ({ $ports }): { $detail } Schließe sie und versuche es noch einmal, oder verbinde mit einem Schlüssel.
    [sign_in_nobody_asked] Hier läuft keine Anmeldung. Nichts wurde verbunden. Beginne sie in Keepsake.
    [sign_in_used] Diese Anmeldung wurde schon verwendet. Sonst wurde nichts verbunden. Beginne in Keepsake eine neue.
    [sign_in_expired] Die Anmeldung dauerte länger als zehn Minuten und ist vorbei. Nichts wurde verbunden. Beginne eine neue.
    [sign_in_no_address] Das ist keine Adresse. Kopiere die ganze Adresse aus dem Browser, von http:// bis zu ihrem Ende.
    [sign_in_too_long] Diese Adresse ist länger als jede, die Notion schickt. Kopiere sie noch einmal.
    [sign_in_other_place] Diese Adresse ist nicht die, an die Keepsake den Browser zurückschickt. Nichts wurde verbunden.
    [sign_in_no_state] Diese Adresse sagt nicht, zu welcher Anmeldung sie gehört. Nichts wurde verbunden. Kopiere sie ganz.
    [sign_in_other_state] Diese Adresse gehört zu einer anderen Anmeldung, oder jemand anderes hat sie gemacht. Nichts wurde verbunden; die Anmeldung hier geht weiter.
    [sign_in_ambiguous] Diese Adresse sagt etwas zweimal und wird nicht geglaubt. Nichts wurde verbunden.
    [sign_in_no_code] Notion schickte den Browser ohne Code zurück. Nichts wurde verbunden. Beginne eine neue Anmeldung.
    [sign_in_denied] Du hast es in Notion nicht erlaubt. Nichts wurde verbunden. Du kannst dich noch einmal anmelden, oder mit einem Schlüssel verbinden.
    [sign_in_no_pickup] Das ist weder die ganze Adresse noch der ganze Code der Seite im Browser. Kopiere es noch einmal.
    [sign_in_over] Diese Anmeldung ist vorbei: Nach deinem Ja dauerte sie länger als fünf Minuten, oder sie wurde schon verwendet. Nichts wurde verbunden. Beginne eine neue.
    [sign_in_link_tried] Ein anderes Programm auf diesem Rechner kam an den Link dieser Anmeldung und hat ihn versucht. Es bekam nichts, und nichts wurde verbunden. Sieh nach Programmen, die du nicht kennst, und melde dich dann noch einmal an.
    [sign_in_other_pickup] Dieser Code gehört zu einer anderen Anmeldung. Nichts wurde verbunden. Beginne eine neue.
    [sign_in_broker_rests] Der Anmeldedienst erreicht Notion gerade nicht. Nichts wurde verbunden. Melde dich nach einer Weile noch einmal an, oder verbinde mit einem Schlüssel.
    [no_broker] Dieses Keepsake kennt keinen Anmeldedienst. Verbinde mit einem Schlüssel, oder melde dich mit einer eigenen OAuth-Verbindung an.
    [sign_in_notion] Notion hat die Anmeldung beendet ({ $reason }). Nichts wurde verbunden. Versuche es nach einer Weile noch einmal.
    [entry_of_another_page] Diese Änderung gehört zu einer anderen Seite, { $page }. Nichts wurde zurückgenommen. „keepsake records history { $id }“ zeigt die Nummern von dieser.
    [no_page] { $id } ist eine Datenbank. Von hier lassen sich nur Seiten verschieben, in den Papierkorb legen oder herausholen. Nichts wurde geändert. Tu es in Notion.
    [stale_sample] Der Beispielbereich nimmt keinen Schlüssel.
   *[other] Das geht nicht: { $problem }
}
error-cancelled = Beendet. Was bis jetzt gelesen wurde, bleibt.
error-internal = In Keepsake ging etwas schief ({ $detail }). Was gespeichert ist, ist sicher. Einzelheiten stehen im Protokoll.
