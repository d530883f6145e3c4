//! Profiles that are read, and everything that is refused.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use super::*;

/// A small profile that keeps every rule.
const SMALL: &str = r#"name = "contacts"
title = "Contacts"

[[fields]]
key = "name"
property = "Name"
types = ["title"]
required = true

[[fields]]
key = "stage"
property = "Stage"
types = ["select", "status"]
default = "New"
allowed = { from = "status" }

[[fields]]
key = "code"
property = "Code"
types = ["rich_text"]
min_length = 2
max_length = 8
pattern = "[A-Z]+"

[status]
field = "stage"
initial = "new"

[[status.states]]
state = "new"
names = ["New"]
next = ["known"]

[[status.states]]
state = "known"
names = ["Known", "Well Known"]
written = "Known"
"#;

/// The problems of the small profile after a change of one place, as `line:column key: sentence`.
fn problems(from: &str, to: &str) -> Vec<String> {
    assert!(SMALL.contains(from), "{from} is part of the small profile");
    match read("small.toml", &SMALL.replacen(from, to, 1)) {
        Ok(_) => Vec::new(),
        Err(refused) => refused
            .problems
            .iter()
            .map(|problem| {
                format!(
                    "{}:{} {}: {}",
                    problem.line, problem.column, problem.key, problem.what
                )
            })
            .collect(),
    }
}

#[test]
fn a_small_profile_is_read_with_what_it_leaves_out() {
    let profile = read("small.toml", SMALL).unwrap();
    assert_eq!(profile.row, "row");
    assert_eq!(profile.board.group_by, "stage");
    assert_eq!(profile.board.card, ["name"]);
    assert_eq!(profile.text.policy, Policy::Ask);
    assert!(profile.queue.is_none());
    let code = profile.field("code").unwrap();
    assert_eq!(
        (code.direction, code.policy, code.required),
        (Direction::Both, Policy::Ask, false)
    );
    assert_eq!(profile.status.states[1].title, "Known");
    assert_eq!(
        profile.status.states[0].written, "New",
        "the first name is the one that is written"
    );
    assert_eq!(profile.field_called("  CODE "), profile.field("code"));
    assert_eq!(profile.title_field().unwrap().key, "name");
}

#[test]
fn a_problem_names_file_line_column_and_key_and_what_to_write() {
    let refused = read("my/small.toml", &SMALL.replacen("required", "requird", 1)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "my/small.toml, line 8, column 1, fields.name.requird: there is no such key; write `required`"
    );
}

#[test]
fn each_mistake_is_refused_with_its_place_and_a_way_out() {
    let table: &[(&str, &str, &[&str])] = &[
        (
            "title = \"Contacts\"\n",
            "",
            &["1:1 title: is missing; write `title = \"Video production\"`"],
        ),
        (
            "\"contacts\"",
            "\"My Contacts\"",
            &[
                "1:8 name: “My Contacts” is not a name here, which has lower case letters, digits and hyphens only; write “my-contacts”",
            ],
        ),
        (
            "\"contacts\"",
            "7",
            &[
                "1:8 name: has to be a text in quotes, and this is of TOML's type integer; write `name = \"video-production\"`",
            ],
        ),
        (
            "\"Contacts\"",
            "\" \"",
            &["2:9 title: is empty; write `title = \"Video production\"`"],
        ),
        (
            "title = \"Contacts\"",
            "title = \"Contacts\"\ncolour = 1",
            &[
                "3:1 colour: there is no such key; the keys here are name, title, row, comment_on_invalid, fields, status, queue, views, board, text",
            ],
        ),
        (
            "\"title\"]",
            "\"titel\"]",
            &[
                "7:10 fields.name.types: there is no “titel”; write “title”",
                "1:1 fields: no field is the title of the rows; write `types = [\"title\"]` in one field",
            ],
        ),
        (
            "required = true",
            "required = \"yes\"",
            &[
                "8:12 fields.name.required: has to be true or false, and this is of TOML's type string; write `required = true`",
            ],
        ),
        (
            "required = true",
            "policy = \"mine\"",
            &[
                "8:10 fields.name.policy: there is no “mine”; write one of “local”, “notion”, “newest”, “ask”",
            ],
        ),
        (
            "required = true",
            "direction = \"from-notion\"",
            &["8:13 fields.name.direction: there is no “from-notion”; write “from_notion”"],
        ),
        (
            "types = [\"rich_text\"]",
            "",
            &["17:1 fields.code.types: is missing; write `types = [\"rich_text\"]`"],
        ),
        (
            "types = [\"rich_text\"]",
            "types = []",
            &["17:1 fields.code.types: is empty; write `types = [\"rich_text\"]`"],
        ),
        (
            "key = \"code\"",
            "key = \"name\"",
            &["17:1 fields.name.key: “name” is already used in line 4; write another name"],
        ),
        (
            "property = \"Code\"",
            "property = \"Name\"",
            &["17:1 fields.code.property: “Name” is already used in line 4; write another name"],
        ),
        (
            "key = \"code\"",
            "key = \"state\"",
            &[
                "18:7 fields.state.key: “state” is not a name here, which has any word but “state”, which stands for the internal state, and lower case letters, digits and underscores only; write “state_of_work”",
            ],
        ),
        (
            "max_length = 8",
            "max_length = 1",
            &[
                "21:14 fields.code.min_length: at least 2 and at most 1 characters cannot both hold; write `min_length = 1` or less",
            ],
        ),
        (
            "max_length = 8",
            "max_length = -8",
            &[
                "22:14 fields.code.max_length: has to be a whole number from 0, and this is of TOML's type integer; write `max_length = 255`",
            ],
        ),
        (
            "[A-Z]+",
            "[A-Z",
            &[
                "23:11 fields.code.pattern: this pattern cannot be read (unclosed character class); write a regular expression such as `[A-Z]{2}-[0-9]+`",
            ],
        ),
        (
            "[A-Z]+\"",
            "[A-Z]+\"\ndefault = \"abc\"",
            &[
                "24:11 fields.code.default: the default “abc” breaks the field's own rule (it does not match `[A-Z]+`); write an allowed value",
            ],
        ),
        (
            "[A-Z]+\"",
            "[A-Z]+\"\nallowed = [\"A\"]",
            &[
                "24:11 fields.code.allowed: a rich_text is not chosen from a list; leave this key out, or write `types = [\"select\"]`",
            ],
        ),
        (
            "[A-Z]+\"",
            "[A-Z]+\"\non_unknown = \"default\"",
            &[
                "24:14 fields.code.on_unknown: there is no default to use; write a `default`, or `on_unknown = \"refuse\"`",
            ],
        ),
        (
            "[A-Z]+\"",
            "[A-Z]+\"\nformula = \"1\"",
            &[
                "24:11 fields.code.formula: only a formula has an expression; leave this key out, or write `types = [\"formula\"]`",
            ],
        ),
        (
            "[\"rich_text\"]\nmin_length = 2\nmax_length = 8\npattern = \"[A-Z]+\"",
            "[\"number\"]\nmax_length = 8",
            &[
                "21:14 fields.code.max_length: a number has no characters to count; leave this key out",
            ],
        ),
        (
            "[\"rich_text\"]\nmin_length = 2\nmax_length = 8\npattern = \"[A-Z]+\"",
            "[\"formula\"]",
            &[
                "17:1 fields.code: Notion computes a formula, so it is never written; write `read_only = true`",
            ],
        ),
        (
            "[\"rich_text\"]\nmin_length = 2\nmax_length = 8\npattern = \"[A-Z]+\"",
            "[\"select\"]\nallowed = [\"a\", \"b, c\", \"a\", \"\"]",
            &[
                "21:17 fields.code.allowed: Notion takes no comma in an option; write “b c”",
                "21:25 fields.code.allowed: “a” is already used in line 21; write another name",
                "21:30 fields.code.allowed: is empty; write `{ name = \"High\", color = \"red\" }`",
            ],
        ),
        (
            "[\"rich_text\"]\nmin_length = 2\nmax_length = 8\npattern = \"[A-Z]+\"",
            "[\"select\"]\nallowed = [{ name = \"a\", color = \"rde\" }]",
            &[
                "21:34 fields.code.allowed.color: there is no “rde”; write one of “default”, “gray”, “brown”, “orange”, “yellow”, “green”, “blue”, “purple”, “pink”, “red”",
            ],
        ),
        (
            "[\"rich_text\"]\nmin_length = 2\nmax_length = 8\npattern = \"[A-Z]+\"",
            "[\"title\", \"rich_text\"]",
            &[
                "17:1 fields.code: a title is never of another type; write `types = [\"title\"]`",
                "17:1 fields.code: 2 fields are the title of the rows; write `types = [\"title\"]` in one field only",
            ],
        ),
        (
            "from = \"status\"",
            "from = \"chanels\"",
            &["15:20 fields.stage.allowed.from: there is no “chanels”; write “channels”"],
        ),
        (
            "default = \"New\"",
            "default = \"Knwon\"",
            &["14:11 fields.stage.default: there is no “Knwon”; write “Known”"],
        ),
        (
            "field = \"stage\"",
            "field = \"stages\"",
            &["26:9 status.field: there is no “stages”; write “stage”"],
        ),
        (
            "field = \"stage\"",
            "field = \"code\"",
            &[
                "26:9 status.field: the status field is a rich_text; write `types = [\"select\", \"status\"]` in that field",
            ],
        ),
        (
            "initial = \"new\"",
            "initial = \"old\"",
            &["27:11 status.initial: there is no “old”; write one of “new”, “known”"],
        ),
        (
            "next = [\"known\"]",
            "next = [\"unknown\"]",
            &["32:9 status.states.new.next: there is no “unknown”; write one of “new”, “known”"],
        ),
        (
            "\"Well Known\"",
            "\"New\"",
            &[
                "36:19 status.states.known.names: “New” is already used in line 31; write another name",
            ],
        ),
        (
            "written = \"Known\"",
            "written = \"Familiar\"",
            &[
                "37:11 status.states.known.written: “Familiar” is not one of the names of this state; write one of “Known”, “Well Known”",
            ],
        ),
        (
            "names = [\"New\"]\n",
            "",
            &[
                "14:11 fields.stage.default: there is no “New”; write one of “Known”, “Well Known”",
                "29:1 status.states.new.names: is missing; write `names = [\"Draft\"]`",
            ],
        ),
        (
            "state = \"known\"",
            "state = \"new\"",
            &[
                "34:1 status.states.new.state: “new” is already used in line 29; write another name",
                "32:9 status.states.new.next: there is no “known”; write one of “new”, “new”",
            ],
        ),
        (
            "[status]",
            "[queue]\nstate = \"nwe\"\n[status]",
            &["26:9 queue.state: there is no “nwe”; write one of “new”, “known”"],
        ),
        (
            "[status]",
            "[board]\ngroup_by = \"code\"\ncard = [\"nam\"]\n[status]",
            &[
                "26:12 board.group_by: the field “code” has no list of allowed values; name a field that has one",
                "27:9 board.card: there is no “nam”; write one of “name”, “stage”, “code”",
            ],
        ),
        (
            "[status]",
            "[text]\npolicy = \"notions\"\n[status]",
            &["26:10 text.policy: there is no “notions”; write “notion”"],
        ),
        (
            "[status]",
            "[[views]]\nname = \"V\"\nfilter = [{ field = \"stage\", operator = \"is\", value = \"New\" }]\n[status]",
            &[
                "27:41 views.V.filter[1].operator: there is no “is”; write one of “equals”, “not_equals”, “starts_with”, “ends_with”, “contains”, “one_of”, “is_empty”, “is_not_empty”",
            ],
        ),
        (
            "[status]",
            "[[views]]\nname = \"V\"\nfilter = [{ field = \"stage\", operator = \"equals\", value = \"Nwe\" }]\n[status]",
            &[
                "27:59 views.V.filter[1].value: there is no “Nwe”; write one of “New”, “Known”, “Well Known”",
            ],
        ),
        (
            "[status]",
            "[[views]]\nname = \"V\"\nfilter = [{ field = \"state\", operator = \"is_empty\", value = \"x\" }]\n[status]",
            &["27:41 views.V.filter[1].operator: `is_empty` takes no value; leave `value` out"],
        ),
        (
            "[status]",
            "[[views]]\nname = \"V\"\nfor_each = \"name\"\n[[views]]\nname = \"V\"\n[status]",
            &[
                "27:12 views.V.for_each: the field “name” has no list of allowed values; name a field that has one",
                "29:8 views.V.name: “V” is already used in line 25; write another name",
            ],
        ),
    ];
    for (from, to, expected) in table {
        let mut found = problems(from, to);
        let mut expected: Vec<String> = expected.iter().map(|&line| line.to_owned()).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{from} -> {to}");
    }
}

#[test]
fn all_problems_are_reported_in_the_order_of_the_file() {
    let text = SMALL
        .replacen("title = \"Contacts\"", "titel = \"Contacts\"", 1)
        .replacen("required = true", "required = 1", 1)
        .replacen("initial = \"new\"", "initial = \"nwe\"", 1);
    let refused = read("small.toml", &text).unwrap_err();
    let places: Vec<(usize, &str)> = refused
        .problems
        .iter()
        .map(|problem| (problem.line, problem.key.as_str()))
        .collect();
    assert_eq!(
        places,
        [
            (1, "title"),
            (2, "titel"),
            (8, "fields.name.required"),
            (27, "status.initial")
        ]
    );
}

#[test]
fn what_is_not_toml_is_refused_at_its_place() {
    let refused = read("small.toml", "name = \"a\"\ntitle = \n[[fields]\n").unwrap_err();
    let lines: Vec<usize> = refused
        .problems
        .iter()
        .map(|problem| problem.line)
        .collect();
    assert_eq!(lines, [2, 3]);
    assert!(
        refused
            .to_string()
            .starts_with("small.toml, line 2, column 9: this is not TOML (")
    );
    for text in [
        "",
        "\u{FEFF}",
        "[[fields]]",
        "fields = 3\nstatus = []\nviews = {}\nboard = 1",
        "😀",
    ] {
        assert!(read("small.toml", text).is_err(), "{text}");
    }
}

#[test]
fn a_file_from_a_windows_editor_is_read() {
    let text = format!("\u{FEFF}{}", SMALL.replace('\n', "\r\n"));
    assert_eq!(read("small.toml", &text).unwrap().name, "contacts");
}
