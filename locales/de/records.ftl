# Profile, Einträge, Texte und Entscheidungen, wie die Befehlszeile sie sagt.

conflict-second-page = { $title } (von diesem Rechner, { $day })
# Ein Tag ohne sein Jahr, wie „20. Nov.“.
day-and-month = { $month ->
    [1] { $day }. Jan.
    [2] { $day }. Feb.
    [3] { $day }. März
    [4] { $day }. Apr.
    [5] { $day }. Mai
    [6] { $day }. Juni
    [7] { $day }. Juli
    [8] { $day }. Aug.
    [9] { $day }. Sept.
    [10] { $day }. Okt.
    [11] { $day }. Nov.
   *[12] { $day }. Dez.
}

# Profile.

cli-profile-good = Das Profil „{ $name }“ ist zu gebrauchen: { $fields } Felder, { $states } Zustände.
cli-profile-applied = in Kraft auf „{ $title }“
cli-profile-written = Nach { $path } geschrieben. Ändere es, dann prüfe es mit „keepsake profile check“.
cli-profile-add-question = Was der Datenbank in Notion fehlt, dort hinzufügen? [j/N]
cli-profile-apply-question = Das Profil anwenden? [J/n]
cli-profile-in-force = Das Profil „{ $name }“ ist in Kraft auf „{ $title }“ ({ $id }).
cli-profile-removed = Das Profil „{ $name }“ ist abgenommen. Seine Einträge sind hier fort; Notion ist, wie es war.
cli-profile-no-difference = Die Datenbank hat alles, was das Profil verlangt.
cli-profile-rows = { $valid ->
    [one] { $valid } Zeile ist gültig, { $invalid } bleiben im Entwurf.
   *[other] { $valid } Zeilen sind gültig, { $invalid } bleiben im Entwurf.
}

# Einträge.

cli-no-records = Solche Einträge gibt es nicht.
cli-inbox-empty = Der Eingang ist leer: jeder Eintrag erfüllt sein Profil.
cli-no-conflicts = Nichts braucht eine Entscheidung.
cli-record-waiting = noch nicht in Notion: { $fields }
cli-record-conflict = braucht eine Entscheidung
cli-record-in-notion = in Notion noch „{ $value }“
cli-record-job = Auftrag { $id }: { $state }
cli-record-unusual = { $sentence }. Es geschieht trotzdem; „keepsake records undo“ nimmt es zurück.
cli-record-unusual-question = { $sentence }. Trotzdem auf „{ $to }“ setzen? [j/N]
cli-record-set = Notiert. Notion bekommt es mit dem nächsten Abgleich.
cli-record-unchanged = So ist es schon; nichts wurde geändert.
cli-record-made = Angelegt. Seine Seite erscheint mit dem nächsten Abgleich in Notion; die ID gilt weiter.
cli-record-overtaken = { $what } wurde inzwischen in Notion geändert: dort ist es jetzt { $now }, und das Zurücknehmen schreibt { $before } darüber.
cli-record-overtaken-here = { $what } wurde inzwischen hier geändert, und das wartet auf das Senden: hier ist es { $here }, in Notion { $now }, und das Zurücknehmen schreibt { $before } über beides.
cli-record-overtaken-question = { $sentence } Trotzdem zurücknehmen? [j/N]
cli-record-undone = Zurückgenommen. Notion bekommt es mit dem nächsten Abgleich, falls die Änderung schon dort war.
cli-record-withdrawn = Zurückgezogen: Notion hatte es nie.
cli-no-history = Bis jetzt wurde daran nichts geändert.
cli-history-undone = zurückgenommen
cli-no-jobs = Kein Eintrag ist eingereiht.

# Texte und Seiten.

cli-text-unsent = Dieser Text wurde hier geändert; Notion hat ihn noch nicht.
cli-text-truncated = Notion hat diese Seite abgeschnitten. Was herausgegeben wurde, ist hier; der Rest bleibt in Notion unberührt.
cli-text-lossy = Einige Blöcke dieser Seite sind von einer Art, die Notion nicht herausgibt. Sie bleiben in Notion unberührt; was sich um sie herum nicht schreiben lässt, wartet, mit seinem Grund.
cli-text-conflict = Dieser Text wurde auf beiden Seiten geändert. Entscheide mit „keepsake conflicts show { $id }“.
cli-text-put = Der Text von „{ $title }“ ist notiert. Notion bekommt ihn mit dem nächsten Abgleich, Absatz für Absatz; was jemand dort inzwischen ändert, wird zusammengeführt, oder du wirst gefragt.
cli-text-unchanged = Der Text von „{ $title }“ ist schon so; nichts wurde geändert.
cli-text-as-in-notion = Der Text von „{ $title }“ ist, was Notion hat; es gibt nichts zu senden.
cli-text-undone = Zurückgenommen. Notion bekommt den Text von „{ $title }“ mit dem nächsten Abgleich.
cli-text-undone-in-step = Zurückgenommen. Der Text von „{ $title }“ ist, was Notion hat.
cli-page-made = „{ $title }“ ist notiert ({ $id }). Die Seite erscheint mit dem nächsten Abgleich in Notion; die ID gilt weiter.
cli-page-trashed = „{ $title }“ kommt mit dem nächsten Abgleich in den Papierkorb.
cli-page-restored = „{ $title }“ kommt mit dem nächsten Abgleich aus dem Papierkorb.
cli-page-moved = „{ $title }“ wird mit dem nächsten Abgleich verschoben.
cli-page-unchanged = So ist es schon; nichts wurde geändert.

# Entscheidungen.

cli-conflict = „{ $title }“: { $trash ->
    [here] hier in den Papierkorb gelegt und in Notion geändert
    [notion] in Notion in den Papierkorb gelegt und hier geändert
   *[no] { $segments ->
        [0] { $properties ->
            [one] { $properties } Eigenschaft wurde auf beiden Seiten geändert
           *[other] { $properties } Eigenschaften wurden auf beiden Seiten geändert
        }
       *[other] { $properties ->
            [0] { $segments ->
                [one] { $segments } Stelle des Textes wurde auf beiden Seiten geändert
               *[other] { $segments } Stellen des Textes wurden auf beiden Seiten geändert
            }
           *[other] Eigenschaften ({ $properties }) und Stellen des Textes ({ $segments }) wurden auf beiden Seiten geändert
        }
    }
}
cli-conflict-base = vorher
cli-conflict-here = hier
cli-conflict-notion = in Notion
cli-conflict-decided = { $open ->
    [0] Entschieden. Was in Notion gehört, geht mit dem nächsten Abgleich dorthin; die andere Fassung bleibt in der Geschichte.
   *[other] Entschieden ({ $decided }). Offen sind noch { $open }: siehe „keepsake conflicts show“.
}
cli-parked = „{ $title }“, { $what }, ließ sich nicht senden und ist aufgehoben: { $why } („keepsake conflicts retry { $id }“)
cli-parked-retry = Mit dem nächsten Abgleich wird es noch einmal versucht.
cli-brake = { $direction ->
    [here] { $planned } von { $total } Seiten{ $place ->
        [none] {""}
       *[other] {" "}von „{ $place }“
    } kamen in Notion in den Papierkorb. Hier wurde nichts fortgenommen. „keepsake sync --allow-deletions“ tut es, „keepsake sync --keep-deleted“ behält sie hier. Darunter: { $titles }
   *[notion] { $planned } von { $total } Seiten{ $place ->
        [none] {""}
       *[other] {" "}von „{ $place }“
    } kamen hier in den Papierkorb. In Notion wurde nichts fortgenommen. „keepsake sync --allow-deletions“ tut es, „keepsake sync --keep-deleted“ nimmt es zurück. Darunter: { $titles }
}

# Was wartet, neben dem, wie es steht.

cli-status-decisions = { $count ->
    [one] { $count } Seite oder Löschung braucht deine Entscheidung: „keepsake conflicts“.
   *[other] { $count } Seiten oder Löschungen brauchen deine Entscheidung: „keepsake conflicts“.
}
cli-status-parked = { $count ->
    [one] { $count } Änderung ließ sich nicht senden und ist aufgehoben: „keepsake conflicts“ sagt, warum.
   *[other] { $count } Änderungen ließen sich nicht senden und sind aufgehoben: „keepsake conflicts“ sagt, warum.
}
cli-status-inbox = { $count ->
    [one] { $count } Eintrag bleibt im Entwurf: „keepsake records inbox“ sagt, warum.
   *[other] { $count } Einträge bleiben im Entwurf: „keepsake records inbox“ sagt, warum.
}
cli-status-to-send = { $count ->
    [one] { $count } Änderung von hier geht mit dem nächsten Abgleich an Notion.
   *[other] { $count } Änderungen von hier gehen mit dem nächsten Abgleich an Notion.
}

# Was ein Abgleich gesendet hat, und was aus Einträgen wurde.

cli-pushed-pages = { $count ->
    [one] { $count } Seite wurde in Notion geschrieben.
   *[other] { $count } Seiten wurden in Notion geschrieben.
}
cli-pushed-created = { $count ->
    [one] { $count } Seite wurde in Notion angelegt.
   *[other] { $count } Seiten wurden in Notion angelegt.
}
cli-pushed-merged = { $count ->
    [one] In { $count } Text wurden die Änderungen beider Seiten zusammengeführt.
   *[other] In { $count } Texten wurden die Änderungen beider Seiten zusammengeführt.
}
cli-pushed-moved = { $count ->
    [one] { $count } Seite wurde verschoben.
   *[other] { $count } Seiten wurden verschoben.
}
cli-pushed-trashed = { $count ->
    [one] { $count } Seite kam in Notion in den Papierkorb.
   *[other] { $count } Seiten kamen in Notion in den Papierkorb.
}
cli-pushed-restored = { $count ->
    [one] { $count } Seite kam in Notion aus dem Papierkorb.
   *[other] { $count } Seiten kamen in Notion aus dem Papierkorb.
}
cli-pushed-decided = { $count ->
    [one] { $count } Änderung gab es auf beiden Seiten; eine Regel hat entschieden, und die Fassung, die verlor, steht in der Geschichte.
   *[other] { $count } Änderungen gab es auf beiden Seiten; Regeln haben entschieden, und die Fassungen, die verloren, stehen in der Geschichte.
}
cli-pushed-asked = { $count ->
    [one] { $count } Änderung gab es auf beiden Seiten; sie braucht deine Entscheidung: „keepsake conflicts“.
   *[other] { $count } Änderungen gab es auf beiden Seiten; sie brauchen deine Entscheidung: „keepsake conflicts“.
}
cli-pushed-parked = { $count ->
    [one] { $count } Änderung ließ sich nicht senden und ist aufgehoben: „keepsake conflicts“ sagt, warum.
   *[other] { $count } Änderungen ließen sich nicht senden und sind aufgehoben: „keepsake conflicts“ sagt, warum.
}
cli-pushed-waiting = { $count ->
    [one] { $count } Änderung von hier wartet noch: „keepsake conflicts“ sagt, worauf.
   *[other] { $count } Änderungen von hier warten noch: „keepsake conflicts“ sagt, worauf.
}
cli-pushed-postponed = { $count ->
    [one] { $count } Änderung hat Notion nicht bestätigt; der nächste Abgleich sieht zuerst nach und geht dann weiter.
   *[other] { $count } Änderungen hat Notion nicht bestätigt; der nächste Abgleich sieht zuerst nach und geht dann weiter.
}
cli-records-checked = { $count ->
    [one] { $count } Eintrag hat sich geändert.
   *[other] { $count } Einträge haben sich geändert.
}
cli-records-invalid = { $count ->
    [one] { $count } Eintrag bleibt im Entwurf: „keepsake records inbox“ sagt, warum.
   *[other] { $count } Einträge bleiben im Entwurf: „keepsake records inbox“ sagt, warum.
}
cli-records-jobs = { $count ->
    [one] { $count } Eintrag ist eingereiht und hat seinen Auftrag.
   *[other] { $count } Einträge sind eingereiht und haben ihre Aufträge.
}
cli-records-jumps = { $count ->
    [one] { $count } Eintrag machte einen Schritt, den der Ablauf nicht kennt.
   *[other] { $count } Einträge machten Schritte, die der Ablauf nicht kennt.
}

# Was einer Datenbank fehlt, oder was sie anders hat.

schema-not-a-data-source = Das ist keine Datenquelle: es hat keine Eigenschaften.
schema-missing-property = { $addable ->
    [true] Es gibt keine Eigenschaft „{ $property }“; Keepsake kann sie als { $type } hinzufügen.
   *[false] { $required ->
        [true] Es gibt keine Eigenschaft „{ $property }“; lege in Notion eine vom Typ { $type } an.
       *[false] Es gibt keine Eigenschaft „{ $property }“ vom Typ { $type }; Einträge kommen ohne sie aus.
    }
}
schema-wrong-type = { $required ->
    [true] „{ $property }“ ist vom Typ { $found }, und das Profil nimmt { $accepted }; ändere den Typ in Notion, oder nenne im Profil eine andere Eigenschaft.
   *[false] „{ $property }“ ist vom Typ { $found }, und das Profil nimmt { $accepted }; Einträge kommen ohne sie aus.
}
schema-other-type = „{ $property }“ ist vom Typ { $found } statt { $usual }; das ist in Ordnung.
schema-missing-options = { $grouped ->
    [true] „{ $property }“ fehlen die Optionen { $options }; Keepsake kann sie hinzufügen, und Notion legt sie in die Gruppe „To-do“.
   *[false] „{ $property }“ fehlen die Optionen { $options }; Keepsake kann sie hinzufügen.
}
schema-options-do-not-fit = „{ $property }“ fehlen die Optionen { $options }; mit ihnen wären es { $total }, und Notion nimmt von außen nur 100. Füge sie in Notion hinzu, oder entferne andere.
schema-renamed = „{ $before }“ heißt jetzt „{ $property }“; es ist dieselbe Eigenschaft.
schema-similar-name = Es gibt keine Eigenschaft „{ $expected }“; „{ $property }“ wird dafür genommen.
schema-title-named = Der Titel heißt „{ $property }“ statt „{ $expected }“; er wird an seinem Typ erkannt.
schema-formula-differs = „{ $property }“ berechnet { $found } statt { $expected }; das bleibt, wie es ist.
schema-no-channels = Es gibt keine Kanäle, also könnte keine Zeile „{ $property }“ haben; lege für jeden eine YAML-Datei in den Ordner mit den Kanälen.
schema-extra-property = „{ $property }“ ({ $found }) gehört nicht zum Profil; es ist aufgehoben und bleibt unberührt.

# Was sich nicht so schreiben lässt, wie es eingegeben wurde, und Schritte, die der Ablauf nicht kennt.

field-owned-by-notion = { $title } gehört Notion und wird von hier nie überschrieben; ändere es in Notion.
field-computed = { $title } wird von Notion berechnet und lässt sich nicht schreiben.
field-read-only = { $title } wird nur gelesen, so sagt es das Profil; ändere es in Notion.
field-not-in-notion = Die Datenbank hat keine Eigenschaft für { $title }; lege sie in Notion an und wende das Profil noch einmal an.
field-twice = { $title } wurde zweimal angegeben; gib es einmal an.
record-jump = { $from } → { $to } ist kein Schritt des Ablaufs; nach { $from } kommt { $legal }
record-jump-from-end = { $from } → { $to } ist kein Schritt des Ablaufs: { $from } ist sein Ende

# Die Regeln von Feldern.

rule = { $title }: { $rules }.
rule-not-blank = darf nicht leer sein
rule-may-be-empty = darf leer sein
rule-at-most = hat höchstens { $count } Zeichen
rule-at-least = hat mindestens { $count } Zeichen
rule-matches = entspricht { $pattern }
rule-one-of = ist eines von { $names }
rule-channel = ist einer der eingerichteten Kanäle
rule-status-name = ist einer der { $names } Namen der { $states } Zustände
rule-default = ist { $value }, wenn es leer ist
rule-default-for-unknown = ist { $value }, wenn es leer oder etwas anderes ist
rule-computed = wird von Notion gemacht und nie geschrieben
rule-only-read = wird nur gelesen
rule-owned-by-notion = gehört Notion und wird nie überschrieben
rule-owned-here = wird von hier geschrieben, und Änderungen in Notion werden nicht übernommen
rule-both-changed = { $policy ->
    [local] darf auf beiden Seiten geändert werden; wenn beides geschah, gewinnt die Änderung von hier
    [notion] darf auf beiden Seiten geändert werden; wenn beides geschah, gewinnt die Änderung in Notion
    [newest] darf auf beiden Seiten geändert werden; wenn beides geschah, gewinnt die spätere Änderung
   *[ask] darf auf beiden Seiten geändert werden; wenn beides geschah, entscheidet ein Mensch
}

# Warum ein Eintrag im Entwurf bleibt, und was zurechtgerückt wurde.

entry-missing = { $title } fehlt
entry-unknown = Unbekannter Wert für „{ $name }“: { $value }
entry-too-long = { $title } ist länger als { $limit } Zeichen ({ $length })
entry-too-short = { $title } ist kürzer als { $limit } Zeichen ({ $length })
entry-no-match = { $title } entspricht nicht { $pattern }
entry-wrong-type = { $title } ist vom Typ { $found } statt { $accepted }
entry-replaced = Unbekannter Wert für „{ $name }“: { $value }; stattdessen gilt { $with }

# Was an einer Profil-Datei nicht stimmt. Was in `…` steht, wird so getippt.
profile-problem = { $file }, Zeile { $line }, Spalte { $column }, { $key }: { $what }
profile-problem-whole = { $file }, Zeile { $line }, Spalte { $column }: { $what }
profile-not-toml = das ist kein TOML ({ $detail })
profile-unknown-key = diesen Schlüssel gibt es nicht; hier gibt es { $known }
profile-unknown-key-meant = diesen Schlüssel gibt es nicht; schreib `{ $nearest }`
profile-missing-key = fehlt; schreib `{ $example }`
profile-wrong-kind = { $expected ->
    [flag] hier muss true oder false stehen
    [number] hier muss eine ganze Zahl ab 0 stehen
    [texts] hier muss eine Liste von Texten stehen
    [table] hier muss eine Tabelle stehen
    [tables] hier muss eine Liste von Tabellen stehen
    [list-or-channels] hier muss eine Liste oder `{"{"} from = "channels" {"}"}` stehen
    [text-or-table] hier muss ein Text oder eine Tabelle mit einem Namen stehen
   *[text] hier muss ein Text in Anführungszeichen stehen
}, und das ist in TOML vom Typ { $found }; schreib `{ $example }`
profile-not-one-of = „{ $found }“ gibt es nicht; schreib eines von { $known }
profile-not-one-of-meant = „{ $found }“ gibt es nicht; schreib „{ $nearest }“
profile-not-one-of-none = „{ $found }“ gibt es nicht, und auch sonst nichts; lass es weg
profile-bad-name = „{ $found }“ ist hier kein Name: Erlaubt sind nur { $allowed ->
    [hyphens] Kleinbuchstaben, Ziffern und Bindestriche
    [not-state] Kleinbuchstaben, Ziffern und Unterstriche und jedes Wort außer „state“, das für den inneren Zustand steht
   *[underscores] Kleinbuchstaben, Ziffern und Unterstriche
}; schreib „{ $instead }“
profile-bad-pattern = dieses Muster ist nicht zu lesen ({ $detail }); schreib einen regulären Ausdruck wie `[A-Z]{"{"}2{"}"}-[0-9]+`
profile-twice = „{ $found }“ steht schon in Zeile { $line }; schreib einen anderen Namen
profile-blank = ist leer; schreib `{ $example }`
profile-lengths = mindestens { $min } und höchstens { $max } Zeichen geht nicht zugleich; schreib `min_length = { $max }` oder weniger
profile-rule-for-no-text = der Typ { $kind } hat keine Zeichen, die sich zählen ließen; lass diesen Schlüssel weg
profile-choice-for-no-choice = der Typ { $kind } wird nicht aus einer Liste gewählt; lass diesen Schlüssel weg, oder schreib `types = ["select"]`
profile-default-not-allowed = die Vorgabe „{ $default }“ hält die eigene Regel des Feldes nicht ein ({ $reason ->
    [longer] sie ist länger als { $limit } Zeichen
    [shorter] sie ist kürzer als { $limit } Zeichen
    [no-match] sie passt nicht auf `{ $limit }`
   *[not-allowed] sie ist keiner der erlaubten Werte
}); schreib einen erlaubten Wert
profile-no-default = es gibt keine Vorgabe, die sich nehmen ließe; schreib ein `default`, oder `on_unknown = "refuse"`
profile-computed = Notion berechnet den Typ { $kind } selbst, er wird also nie geschrieben; schreib `read_only = true`
profile-formula-for-no-formula = nur eine Formel hat einen Ausdruck; lass diesen Schlüssel weg, oder schreib `types = ["formula"]`
profile-no-title = kein Feld ist der Titel der Zeilen; schreib in einem Feld `types = ["title"]`
profile-titles = { $count } Felder sind der Titel der Zeilen; schreib `types = ["title"]` nur in einem Feld
profile-title-alone = ein Titel hat nie noch einen anderen Typ; schreib `types = ["title"]`
profile-status-not-chosen = das Feld für den Status hat den Typ { $kind }; schreib in diesem Feld `types = ["select", "status"]`
profile-written-not-of-state = „{ $written }“ ist keiner der Namen dieses Zustands; schreib einen von { $names }
profile-comma-in-option = Notion nimmt in einer Option kein Komma; schreib „{ $instead }“
profile-too-many-options = das sind { $count } Namen, und Notion nimmt höchstens 100 Optionen; lass einige weg
profile-operator-values = `{ $operator }` nimmt { $takes ->
    [none] keinen Wert; lass `value` weg
    [several] einen oder mehrere Werte; schreib `value = ["Low", "Normal"]`
   *[one] einen Wert; schreib `value = "High"`
}
profile-no-values = das Feld „{ $field }“ hat keine Liste erlaubter Werte; nenne ein Feld, das eine hat

# Was an einer Datei mit einem Kanal nicht stimmt. Was in `…` steht, wird so getippt.
channel-problem = { $file }, Zeile { $line }: { $what }
channel-problem-whole = { $file }: { $what }
channel-empty = in dieser Datei steht nichts; schreibe `id: name-des-kanals`
channel-not-yaml = das ist kein YAML ({ $detail })
channel-not-keys = in dieser Datei steht { $found ->
    [keys] eine Gruppe von Schlüsseln
    [list] eine Liste
    [alias] ein Alias
   *[text] ein einzelner Text
}, keine Schlüssel mit Werten; schreibe `id: name-des-kanals`
channel-several-documents = hier beginnt ein zweites Dokument; lass in jeder Datei einen Kanal
channel-id-not-text = `id` ist { $found ->
    [keys] eine Gruppe von Schlüsseln
    [list] eine Liste
    [alias] ein Alias
   *[text] ein einzelner Text
}, kein Text; schreibe `id: name-des-kanals`
channel-two-ids = `id` steht hier ein zweites Mal; lass eines davon
channel-blank-id = `id` ist leer; schreibe `id: name-des-kanals`, oder lass es weg
channel-comma-in-id = die id „{ $id }“ hat ein Komma, das Notion in einer Option nicht nimmt; schreibe eine andere id
channel-long-id = die id hat { $length } Zeichen, und Notion nimmt in einer Option höchstens 100; schreibe eine kürzere id
channel-same-id = die id „{ $id }“ ist schon die von { $other }; schreibe eine andere id
channel-too-many = es sind { $count } Kanäle, und Notion nimmt höchstens 100 Optionen; nimm einige Dateien aus dem Ordner
