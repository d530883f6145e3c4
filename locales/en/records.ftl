# Profiles, records, texts and decisions, as the command line says them.

conflict-second-page = { $title } (from this computer, { $day })
# A day without its year, like “20 Nov”.
day-and-month = { $month ->
    [1] { $day } Jan
    [2] { $day } Feb
    [3] { $day } Mar
    [4] { $day } Apr
    [5] { $day } May
    [6] { $day } Jun
    [7] { $day } Jul
    [8] { $day } Aug
    [9] { $day } Sep
    [10] { $day } Oct
    [11] { $day } Nov
   *[12] { $day } Dec
}

# Profiles.

cli-profile-good = The profile “{ $name }” can be used: { $fields } fields, { $states } states.
cli-profile-applied = in force on “{ $title }”
cli-profile-written = Written to { $path }. Change it, then check it with “keepsake profile check”.
cli-profile-add-question = Add what is missing to the database in Notion? [y/N]
cli-profile-apply-question = Apply the profile? [Y/n]
cli-profile-in-force = The profile “{ $name }” is in force on “{ $title }” ({ $id }).
cli-profile-removed = The profile “{ $name }” is taken off. Its records are gone here; Notion is as it was.
cli-profile-no-difference = The database has everything that the profile asks for.
cli-profile-rows = { $valid ->
    [one] { $valid } row is valid, { $invalid } stay in Draft.
   *[other] { $valid } rows are valid, { $invalid } stay in Draft.
}

# Records.

cli-no-records = There are no such records.
cli-inbox-empty = The inbox is empty: every entry fulfils its profile.
cli-no-conflicts = Nothing needs a decision.
cli-record-waiting = not in Notion yet: { $fields }
cli-record-conflict = needs a decision
cli-record-in-notion = still “{ $value }” in Notion
cli-record-job = Job { $id }: { $state }
cli-record-unusual = { $sentence }. It is done all the same; “keepsake records undo” takes it back.
cli-record-unusual-question = { $sentence }. Set it to “{ $to }” all the same? [y/N]
cli-record-set = Noted. Notion gets it with the next sync.
cli-record-unchanged = That is how it is already; nothing was changed.
cli-record-made = Made. Its page appears in Notion with the next sync; the id goes on working.
cli-record-overtaken = { $what } was changed in Notion since: it is { $now } there now, and taking the change back writes { $before } over it.
cli-record-overtaken-here = { $what } was changed here since, and that waits to be sent: it is { $here } here and { $now } in Notion, and taking the change back writes { $before } over both.
cli-record-overtaken-question = { $sentence } Take it back all the same? [y/N]
cli-record-undone = Taken back. Notion gets it with the next sync, unless it never had the change.
cli-record-withdrawn = Withdrawn: Notion never had it.
cli-no-history = Nothing was changed about it yet.
cli-history-undone = taken back
cli-no-jobs = No record is queued.

# Texts and pages.

cli-text-unsent = This text was changed here; Notion does not have it yet.
cli-text-truncated = Notion cut this page off. What it handed out is here; the rest stays untouched in Notion.
cli-text-lossy = Some blocks of this page are of a kind that Notion does not hand out. They stay untouched in Notion; what cannot be written around them waits, with its reason.
cli-text-conflict = This text was changed on both sides. Decide with “keepsake conflicts show { $id }”.
cli-text-put = The text of “{ $title }” is noted. Notion gets it with the next sync, segment by segment; what somebody changes there meanwhile is merged or asked about.
cli-text-unchanged = The text of “{ $title }” is like that already; nothing was changed.
cli-text-as-in-notion = The text of “{ $title }” is what Notion has; there is nothing to send.
cli-text-undone = Taken back. Notion gets the text of “{ $title }” with the next sync.
cli-text-undone-in-step = Taken back. The text of “{ $title }” is what Notion has.
cli-page-made = “{ $title }” is noted ({ $id }). Its page appears in Notion with the next sync; the id goes on working.
cli-page-trashed = “{ $title }” goes into the trash with the next sync.
cli-page-restored = “{ $title }” comes out of the trash with the next sync.
cli-page-moved = “{ $title }” moves with the next sync.
cli-page-unchanged = That is how it is already; nothing was changed.

# Decisions.

cli-conflict = “{ $title }”: { $trash ->
    [here] put into the trash here and changed in Notion
    [notion] put into the trash in Notion and changed here
   *[no] { $segments ->
        [0] { $properties ->
            [one] { $properties } property was changed on both sides
           *[other] { $properties } properties were changed on both sides
        }
       *[other] { $properties ->
            [0] { $segments ->
                [one] { $segments } place of the text was changed on both sides
               *[other] { $segments } places of the text were changed on both sides
            }
           *[other] properties ({ $properties }) and places of the text ({ $segments }) were changed on both sides
        }
    }
}
cli-conflict-base = before
cli-conflict-here = here
cli-conflict-notion = in Notion
cli-conflict-decided = { $open ->
    [0] Decided. What has to go to Notion goes with the next sync; the other version is kept in the history.
   *[other] Decided ({ $decided }). { $open } still need a decision: see “keepsake conflicts show”.
}
cli-parked = “{ $title }”, { $what }, could not be sent and is kept: { $why } (“keepsake conflicts retry { $id }”)
cli-parked-retry = It is tried again with the next sync.
cli-brake = { $direction ->
    [here] { $planned } of { $total } pages{ $place ->
        [none] {""}
       *[other] {" "}of “{ $place }”
    } went to the trash in Notion. Nothing was taken away here. “keepsake sync --allow-deletions” does it, “keepsake sync --keep-deleted” keeps them here. Among them: { $titles }
   *[notion] { $planned } of { $total } pages{ $place ->
        [none] {""}
       *[other] {" "}of “{ $place }”
    } were put into the trash here. Nothing was taken away in Notion. “keepsake sync --allow-deletions” does it, “keepsake sync --keep-deleted” takes that back. Among them: { $titles }
}

# What waits, beside where things stand.

cli-status-decisions = { $count ->
    [one] { $count } page or plan needs your decision: “keepsake conflicts”.
   *[other] { $count } pages or plans need your decision: “keepsake conflicts”.
}
cli-status-parked = { $count ->
    [one] { $count } change could not be sent and is kept: “keepsake conflicts” says why.
   *[other] { $count } changes could not be sent and are kept: “keepsake conflicts” says why.
}
cli-status-inbox = { $count ->
    [one] { $count } entry stays in Draft: “keepsake records inbox” says why.
   *[other] { $count } entries stay in Draft: “keepsake records inbox” says why.
}
cli-status-to-send = { $count ->
    [one] { $count } change made here goes to Notion with the next sync.
   *[other] { $count } changes made here go to Notion with the next sync.
}

# What a sync has sent, and what became of records.

cli-pushed-pages = { $count ->
    [one] { $count } page was written to Notion.
   *[other] { $count } pages were written to Notion.
}
cli-pushed-created = { $count ->
    [one] { $count } page was made in Notion.
   *[other] { $count } pages were made in Notion.
}
cli-pushed-merged = { $count ->
    [one] In { $count } text the changes of both sides were joined.
   *[other] In { $count } texts the changes of both sides were joined.
}
cli-pushed-moved = { $count ->
    [one] { $count } page was moved.
   *[other] { $count } pages were moved.
}
cli-pushed-trashed = { $count ->
    [one] { $count } page was put into the trash in Notion.
   *[other] { $count } pages were put into the trash in Notion.
}
cli-pushed-restored = { $count ->
    [one] { $count } page was taken out of the trash in Notion.
   *[other] { $count } pages were taken out of the trash in Notion.
}
cli-pushed-decided = { $count ->
    [one] { $count } change was made on both sides; a rule decided, and the version that lost is in the history.
   *[other] { $count } changes were made on both sides; rules decided, and the versions that lost are in the history.
}
cli-pushed-asked = { $count ->
    [one] { $count } change was made on both sides and needs your decision: “keepsake conflicts”.
   *[other] { $count } changes were made on both sides and need your decision: “keepsake conflicts”.
}
cli-pushed-parked = { $count ->
    [one] { $count } change could not be sent and is kept: “keepsake conflicts” says why.
   *[other] { $count } changes could not be sent and are kept: “keepsake conflicts” says why.
}
cli-pushed-waiting = { $count ->
    [one] { $count } change made here still waits: “keepsake conflicts” says for what.
   *[other] { $count } changes made here still wait: “keepsake conflicts” says for what.
}
cli-pushed-postponed = { $count ->
    [one] { $count } change was not confirmed by Notion; the next sync looks first and goes on.
   *[other] { $count } changes were not confirmed by Notion; the next sync looks first and goes on.
}
cli-records-checked = { $count ->
    [one] { $count } record has changed.
   *[other] { $count } records have changed.
}
cli-records-invalid = { $count ->
    [one] { $count } entry stays in Draft: “keepsake records inbox” says why.
   *[other] { $count } entries stay in Draft: “keepsake records inbox” says why.
}
cli-records-jobs = { $count ->
    [one] { $count } record is queued and got its job.
   *[other] { $count } records are queued and got their jobs.
}
cli-records-jumps = { $count ->
    [one] { $count } record made a step that the pipeline does not have.
   *[other] { $count } records made steps that the pipeline does not have.
}

# What a database lacks or has otherwise.

schema-not-a-data-source = This is not a data source: it has no properties.
schema-missing-property = { $addable ->
    [true] There is no property “{ $property }”; Keepsake can add it as { $type }.
   *[false] { $required ->
        [true] There is no property “{ $property }”; add one of the type { $type } in Notion.
       *[false] There is no property “{ $property }” of the type { $type }; records do without it.
    }
}
schema-wrong-type = { $required ->
    [true] “{ $property }” is of the type { $found }, and the profile takes { $accepted }; change its type in Notion, or name another property in the profile.
   *[false] “{ $property }” is of the type { $found }, and the profile takes { $accepted }; records do without it.
}
schema-other-type = “{ $property }” is of the type { $found } instead of { $usual }; it is accepted as it is.
schema-missing-options = { $grouped ->
    [true] “{ $property }” lacks the options { $options }; Keepsake can add them, and Notion puts them into the group of things to do.
   *[false] “{ $property }” lacks the options { $options }; Keepsake can add them.
}
schema-options-do-not-fit = “{ $property }” lacks the options { $options }; with them it would have { $total }, and Notion takes 100 from outside. Add them in Notion, or remove others.
schema-renamed = “{ $before }” is called “{ $property }” by now; it is the same property.
schema-similar-name = There is no property “{ $expected }”; “{ $property }” is taken for it.
schema-title-named = The title is called “{ $property }” instead of “{ $expected }”; it is found by its type.
schema-formula-differs = “{ $property }” computes { $found } instead of { $expected }; it is left as it is.
schema-no-channels = There are no channels, so no row could have a “{ $property }”; put a YAML file for each into the channels folder.
schema-extra-property = “{ $property }” ({ $found }) is not part of the profile; it is remembered and left alone.

# What cannot be written as it was typed, and steps that the pipeline does not have.

field-owned-by-notion = { $title } belongs to Notion and is never overwritten from here; change it in Notion.
field-computed = { $title } is computed by Notion and cannot be written.
field-read-only = { $title } is only read, as the profile says; change it in Notion.
field-not-in-notion = The database has no property for { $title }; add it in Notion and apply the profile again.
field-twice = { $title } was given twice; give it once.
record-jump = { $from } → { $to } is not a step of the pipeline; after { $from } comes { $legal }
record-jump-from-end = { $from } → { $to } is not a step of the pipeline: { $from } is its end

# The rules of fields.

rule = { $title }: { $rules }.
rule-not-blank = must not be blank
rule-may-be-empty = may be empty
rule-at-most = has at most { $count } characters
rule-at-least = has at least { $count } characters
rule-matches = matches { $pattern }
rule-one-of = is one of { $names }
rule-channel = is one of the configured channels
rule-status-name = is one of the { $names } names of the { $states } states
rule-default = is { $value } when it is empty
rule-default-for-unknown = is { $value } when it is empty or anything else
rule-computed = is made by Notion and never written
rule-only-read = is only read
rule-owned-by-notion = belongs to Notion and is never overwritten
rule-owned-here = is written from here, and changes in Notion are not taken
rule-both-changed = { $policy ->
    [local] may change on either side; when both did, the change made here wins
    [notion] may change on either side; when both did, the change made in Notion wins
    [newest] may change on either side; when both did, the later change wins
   *[ask] may change on either side; when both did, a person decides
}

# Why an entry stays in Draft, and what was put right. $name is the title in small letters.

entry-missing = Missing { $title }
entry-unknown = Unknown { $name }: { $value }
entry-too-long = { $title } is longer than { $limit } characters ({ $length })
entry-too-short = { $title } is shorter than { $limit } characters ({ $length })
entry-no-match = { $title } does not match { $pattern }
entry-wrong-type = { $title } is of the type { $found } instead of { $accepted }
entry-replaced = Unknown { $name }: { $value }; { $with } is used

# What is wrong with a profile file. $key is like fields.topic.max_length; what stands in `…` is typed as it is.
profile-problem = { $file }, line { $line }, column { $column }, { $key }: { $what }
profile-problem-whole = { $file }, line { $line }, column { $column }: { $what }
profile-not-toml = this is not TOML ({ $detail })
profile-unknown-key = there is no such key; the keys here are { $known }
profile-unknown-key-meant = there is no such key; write `{ $nearest }`
profile-missing-key = is missing; write `{ $example }`
profile-wrong-kind = has to be { $expected ->
    [flag] true or false
    [number] a whole number from 0
    [texts] a list of texts
    [table] a table
    [tables] a list of tables
    [list-or-channels] a list, or `{"{"} from = "channels" {"}"}`
    [text-or-table] a text, or a table with a name
   *[text] a text in quotes
}, and this is of TOML's type { $found }; write `{ $example }`
profile-not-one-of = there is no “{ $found }”; write one of { $known }
profile-not-one-of-meant = there is no “{ $found }”; write “{ $nearest }”
profile-not-one-of-none = there is no “{ $found }”, and nothing else either; leave it out
profile-bad-name = “{ $found }” is not a name here, which has { $allowed ->
    [hyphens] lower case letters, digits and hyphens
    [not-state] any word but “state”, which stands for the internal state, and lower case letters, digits and underscores
   *[underscores] lower case letters, digits and underscores
} only; write “{ $instead }”
profile-bad-pattern = this pattern cannot be read ({ $detail }); write a regular expression such as `[A-Z]{"{"}2{"}"}-[0-9]+`
profile-twice = “{ $found }” is already used in line { $line }; write another name
profile-blank = is empty; write `{ $example }`
profile-lengths = at least { $min } and at most { $max } characters cannot both hold; write `min_length = { $max }` or less
profile-rule-for-no-text = a { $kind } has no characters to count; leave this key out
profile-choice-for-no-choice = a { $kind } is not chosen from a list; leave this key out, or write `types = ["select"]`
profile-default-not-allowed = the default “{ $default }” breaks the field's own rule ({ $reason ->
    [longer] it is longer than { $limit } characters
    [shorter] it is shorter than { $limit } characters
    [no-match] it does not match `{ $limit }`
   *[not-allowed] it is not one of the allowed values
}); write an allowed value
profile-no-default = there is no default to use; write a `default`, or `on_unknown = "refuse"`
profile-computed = Notion computes a { $kind }, so it is never written; write `read_only = true`
profile-formula-for-no-formula = only a formula has an expression; leave this key out, or write `types = ["formula"]`
profile-no-title = no field is the title of the rows; write `types = ["title"]` in one field
profile-titles = { $count } fields are the title of the rows; write `types = ["title"]` in one field only
profile-title-alone = a title is never of another type; write `types = ["title"]`
profile-status-not-chosen = the status field is a { $kind }; write `types = ["select", "status"]` in that field
profile-written-not-of-state = “{ $written }” is not one of the names of this state; write one of { $names }
profile-comma-in-option = Notion takes no comma in an option; write “{ $instead }”
profile-too-many-options = there are { $count } names, and Notion takes at most 100 options; leave some out
profile-operator-values = `{ $operator }` takes { $takes ->
    [none] no value; leave `value` out
    [several] one or more values; write `value = ["Low", "Normal"]`
   *[one] one value; write `value = "High"`
}
profile-no-values = the field “{ $field }” has no list of allowed values; name a field that has one

# What is wrong with a file of channels. What stands in `…` is typed as it is.
channel-problem = { $file }, line { $line }: { $what }
channel-problem-whole = { $file }: { $what }
channel-empty = there is nothing in this file; write `id: name-of-the-channel`
channel-not-yaml = this is not YAML ({ $detail })
channel-not-keys = this file is { $found ->
    [keys] a group of keys
    [list] a list
    [alias] an alias
   *[text] a single text
}, not keys with values; write `id: name-of-the-channel`
channel-several-documents = a second document begins here; keep one channel in each file
channel-id-not-text = `id` is { $found ->
    [keys] a group of keys
    [list] a list
    [alias] an alias
   *[text] a single text
}, not a text; write `id: name-of-the-channel`
channel-two-ids = `id` stands here a second time; keep one
channel-blank-id = `id` is empty; write `id: name-of-the-channel`, or leave it out
channel-comma-in-id = the id “{ $id }” has a comma, which Notion does not take in an option; write another id
channel-long-id = the id has { $length } characters, and Notion takes at most 100 in an option; write a shorter id
channel-same-id = the id “{ $id }” is already that of { $other }; write another id
channel-too-many = there are { $count } channels, and Notion takes at most 100 options; take some files out of the folder
