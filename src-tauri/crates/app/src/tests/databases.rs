//! Databases as tables and boards, on the sample workspace.

use super::world::{World, import};
use crate::dto::{
    DataTable, GroupWish, Operator, PropertyValue, TableCondition, TableLook, TableSort, TreeKind,
};
use crate::{ErrorCode, Keepsake, TableWish};

async fn opened(world: &World) -> (Keepsake, DataTable) {
    let core = world.core().await;
    let connection = core.connect_sample().await.unwrap();
    import(&core, &connection).await.unwrap();
    let mut tables = core
        .tables_called(&connection.id, "filmography")
        .await
        .unwrap();
    (core, tables.remove(0))
}

fn column(table: &DataTable, name: &str) -> String {
    let found = table.columns.iter().find(|column| column.name == name);
    found.unwrap().id.clone()
}

async fn titles(core: &Keepsake, table: &DataTable, look: &TableLook) -> Vec<String> {
    let found = core
        .table_rows(&table.id, look, None, 0, 100)
        .await
        .unwrap();
    assert_eq!(found.total as usize, found.rows.len());
    found
        .rows
        .into_iter()
        .map(|row| row.title.split(" · ").last().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_database_is_a_table_with_its_rows_and_values() {
    let world = World::new("flat");
    let (core, table) = opened(&world).await;
    assert_eq!((table.rows, table.partial, table.coming), (7, 0, false));
    assert_eq!(table.columns[0].name, "Film");
    let look = table.look(&TableWish::default()).unwrap();
    let found = core
        .table_rows(&table.id, &look, None, 0, 100)
        .await
        .unwrap();
    assert_eq!((found.total, found.rows.len()), (7, 7));
    let minutes = look
        .columns
        .iter()
        .position(|id| *id == column(&table, "Minutes"));
    let stage = look
        .columns
        .iter()
        .position(|id| *id == column(&table, "Stage"));
    for row in &found.rows {
        assert_eq!(row.cells.len(), look.columns.len());
        assert!(matches!(
            row.cells[minutes.unwrap()],
            Some(PropertyValue::Number { .. })
        ));
        let Some(PropertyValue::Options { options }) = &row.cells[stage.unwrap()] else {
            panic!("a stage is an option");
        };
        assert_ne!(options[0].color, "default");
    }
    let related = found.rows.iter().flat_map(|row| &row.cells).flatten();
    let related = related.filter(|value| matches!(value, PropertyValue::Pages { .. }));
    assert!(related.count() > 0, "films are related to festivals");
}

#[tokio::test]
async fn rows_are_filtered_sorted_and_grouped() {
    let world = World::new("flat");
    let (core, table) = opened(&world).await;
    let mut look = TableLook {
        conditions: vec![TableCondition {
            column: column(&table, "Minutes"),
            operator: Operator::AtMost,
            value: "24".to_owned(),
        }],
        sorts: vec![TableSort {
            column: column(&table, "Minutes"),
            descending: true,
        }],
        group: Some(column(&table, "Stage")),
        ..TableLook::default()
    };
    assert_eq!(
        titles(&core, &table, &look).await,
        ["FH05", "FH04", "FH03", "FH01"]
    );
    look.sorts[0] = TableSort {
        column: column(&table, "Stage"),
        descending: false,
    };
    assert_eq!(
        titles(&core, &table, &look).await,
        ["FH05", "FH04", "FH01", "FH03"],
        "in the order of the options"
    );
    let groups = core.table_groups(&table.id, &look).await.unwrap();
    let groups: Vec<_> = groups
        .into_iter()
        .map(|group| {
            (
                group.value.map_or_else(String::new, |value| value.name),
                group.rows,
            )
        })
        .collect();
    let expected = [
        ("Dreaming", 0),
        ("Shooting", 1),
        ("Editing", 1),
        ("Released", 2),
    ];
    assert_eq!(groups, expected.map(|(name, rows)| (name.to_owned(), rows)));
    let wish = |value: Option<&str>| {
        Some(GroupWish {
            value: value.map(str::to_owned),
        })
    };
    let released = core
        .table_rows(&table.id, &look, wish(Some("Released")), 1, 1)
        .await
        .unwrap();
    assert_eq!((released.total, released.rows.len()), (2, 1));
    let nothing = core
        .table_rows(&table.id, &look, wish(None), 0, 9)
        .await
        .unwrap();
    assert_eq!(nothing.total, 0);
}

#[tokio::test]
async fn a_board_by_people_counts_a_row_for_each_of_them() {
    let world = World::new("flat");
    let (core, table) = opened(&world).await;
    let look = TableLook {
        group: Some(column(&table, "Crew")),
        ..TableLook::default()
    };
    let groups = core.table_groups(&table.id, &look).await.unwrap();
    assert!(groups.iter().all(|group| group.value.is_some()));
    let counted: u32 = groups.iter().map(|group| group.rows).sum();
    assert_eq!(counted, 14, "two people for each of seven films");
    let look = TableLook {
        group: Some(column(&table, "Minutes")),
        ..TableLook::default()
    };
    let refused = core.table_groups(&table.id, &look).await.unwrap_err();
    assert_eq!(refused.details["problem"], "no_grouping");
}

#[tokio::test]
async fn views_are_kept_renamed_ordered_and_come_back_after_a_restart() {
    let world = World::new("flat");
    let (core, table) = opened(&world).await;
    let wish = |filter: &str| TableWish {
        filters: vec![filter.to_owned()],
        ..TableWish::default()
    };
    let look = |filter: &str| table.look(&wish(filter)).unwrap();
    let long = look("Minutes>60");
    core.keep_view(&table.id, " Long ones ", &long, None)
        .await
        .unwrap();
    let views = core
        .keep_view(&table.id, "Out", &look("Stage=Released"), None)
        .await
        .unwrap();
    let names: Vec<_> = views.iter().map(|view| view.name.as_str()).collect();
    assert_eq!(names, ["Long ones", "Out"]);
    for (name, problem) in [
        ("Out", "view_name_taken"),
        ("  ", "view_without_name"),
        (&*"x".repeat(81), "view_name"),
    ] {
        let refused = core
            .keep_view(&table.id, name, &long, None)
            .await
            .unwrap_err();
        assert_eq!(refused.details["problem"], problem);
    }
    let order = [views[1].id.clone(), views[0].id.clone()];
    core.order_views(&table.id, &order).await.unwrap();
    core.change_view(&table.id, &views[1].id, "Released", &look("Stage=Released"))
        .await
        .unwrap();
    core.close().await.unwrap();
    drop(core);
    let core = world.core().await;
    let again = core.data_table(&table.id).await.unwrap();
    let names: Vec<_> = again.views.iter().map(|view| view.name.as_str()).collect();
    assert_eq!(names, ["Released", "Long ones"]);
    assert_eq!(again.views[1].look, long);
    let left = core
        .remove_view(&table.id, &again.views[0].id)
        .await
        .unwrap();
    assert_eq!(left.len(), 1);
    let gone = core
        .remove_view(&table.id, &again.views[0].id)
        .await
        .unwrap_err();
    assert_eq!(gone.code, ErrorCode::NotFound);
    let again = core.data_table(&table.id).await.unwrap();
    let of_view = TableWish {
        view: Some("long ones".to_owned()),
        ..TableWish::default()
    };
    let found = titles(&core, &again, &again.look(&of_view).unwrap()).await;
    assert_eq!(found, ["FH07", "FH06", "FH08"]);
}

#[tokio::test]
async fn the_csv_is_what_the_view_shows_and_no_cell_is_a_formula() {
    let world = World::new("flat");
    let (core, table) = opened(&world).await;
    let wish = TableWish {
        filters: vec!["Minutes<=24".to_owned()],
        sorts: vec!["Minutes".to_owned()],
        columns: vec![
            "Minutes".to_owned(),
            "Genre".to_owned(),
            "Festivals".to_owned(),
        ],
        ..TableWish::default()
    };
    let look = table.look(&wish).unwrap();
    let written = core.table_csv(&table.id, &look).await.unwrap();
    let text = String::from_utf8(written.clone()).unwrap();
    assert!(
        text.starts_with("Film,Minutes,Genre,Festivals\r\n"),
        "{text}"
    );
    let mut reader = csv::Reader::from_reader(written.as_slice());
    let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let minutes: Vec<&str> = lines.iter().map(|line| &line[1]).collect();
    assert_eq!(minutes, ["4", "9", "17", "24"]);
    assert_eq!(&lines[1][2], "Animation, Short");
    for expected in ["Filmography.csv", "Filmography (2).csv"] {
        let name = core.save_table(&table.id, &look, &world.out()).await;
        assert_eq!(name.unwrap(), expected);
        assert_eq!(std::fs::read(world.out().join(expected)).unwrap(), written);
    }
    let there = world.out().join("Filmography.csv");
    let refused = core
        .write_table(&table.id, &look, &there)
        .await
        .unwrap_err();
    assert_eq!(
        refused.code,
        ErrorCode::Unwritable,
        "nothing is written over"
    );
}

#[tokio::test]
async fn what_is_no_database_is_not_found() {
    let world = World::new("flat");
    let (core, table) = opened(&world).await;
    let connection = core.connect_sample().await.unwrap();
    let tree = core.tree(&connection.id).await.unwrap();
    let page = tree
        .iter()
        .find(|node| node.kind == TreeKind::Page)
        .unwrap();
    assert_eq!(
        core.data_table(&page.id).await.unwrap_err().code,
        ErrorCode::NotFound
    );
    for name in ["No such database", &page.id] {
        let refused = core.tables_called(&connection.id, name).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::NotFound);
    }
    let look = TableLook {
        columns: vec!["gone".to_owned()],
        ..TableLook::default()
    };
    let refused = core
        .table_rows(&table.id, &look, None, 0, 1)
        .await
        .unwrap_err();
    assert_eq!(refused.details["problem"], "no_such_column");
}
