//! The pictures of the icon: one for each mark, drawn in black, shown in white where the desktop is dark, with an edge in the
//! other colour, because a panel may be light or dark whatever its desktop and this program are.
//!
//! `src-tauri/icons/tray` has them; `npm run icons` makes them from the drawings beside them. No mark moves, and none is told
//! by its colour.

use tauri::image::Image;

use super::menu::Mark;

const IDLE: &[u8] = include_bytes!("../../icons/tray/idle.png");
const SYNCING: &[u8] = include_bytes!("../../icons/tray/syncing.png");
const PAUSED: &[u8] = include_bytes!("../../icons/tray/paused.png");
const ATTENTION: &[u8] = include_bytes!("../../icons/tray/attention.png");

/// The picture for a mark. macOS takes it as a stencil and colours it itself.
pub(super) fn of(mark: Mark, is_dark: bool) -> tauri::Result<Image<'static>> {
    let drawing = Image::from_bytes(match mark {
        Mark::Idle => IDLE,
        Mark::Syncing => SYNCING,
        Mark::Paused => PAUSED,
        Mark::Attention => ATTENTION,
    })?;
    if cfg!(target_os = "macos") {
        return Ok(drawing);
    }
    let (colour, other) = if is_dark { (u8::MAX, 0) } else { (0, u8::MAX) };
    let width = usize::try_from(drawing.width()).unwrap_or_default();
    let shape: Vec<u8> = drawing.rgba().iter().skip(3).step_by(4).copied().collect();
    let pixels = (0..shape.len()).flat_map(|index| match shape[index] {
        0 => [other, other, other, edge(&shape, width, index)],
        alpha => [colour, colour, colour, alpha],
    });
    let pixels = pixels.collect();
    Ok(Image::new_owned(pixels, drawing.width(), drawing.height()))
}

/// How much of the edge is seen at a pixel beside the shape: most of what the thickest pixel around it shows.
fn edge(shape: &[u8], width: usize, index: usize) -> u8 {
    let (row, column) = (index / width, index % width);
    let rows = row.saturating_sub(1)..=row + 1;
    let around = rows.flat_map(|row| {
        (column.saturating_sub(1)..=column + 1)
            .filter(move |column| *column < width)
            .filter_map(move |column| shape.get(row * width + column))
    });
    around.max().map_or(0, |alpha| alpha / 4 * 3)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;

    const MARKS: [Mark; 4] = [Mark::Idle, Mark::Syncing, Mark::Paused, Mark::Attention];

    #[test]
    fn every_mark_is_another_shape_in_one_colour_with_an_edge_in_the_other() {
        let mut shapes = Vec::new();
        for mark in MARKS {
            for (is_dark, colour) in [(false, 0), (true, u8::MAX)] {
                let picture = of(mark, is_dark).unwrap();
                assert_eq!((picture.width(), picture.height()), (32, 32));
                let (pixels, _) = picture.rgba().as_chunks::<4>();
                let seen = pixels.iter().filter(|pixel| pixel[3] > 0);
                assert!(seen.clone().count() > 200, "{mark:?} is hardly there");
                if !cfg!(target_os = "macos") {
                    let of =
                        |colour: u8| seen.clone().filter(move |pixel| pixel[..3] == [colour; 3]);
                    let (drawn, edge) = (of(colour).count(), of(u8::MAX - colour).count());
                    assert_eq!(drawn + edge, seen.clone().count());
                    assert!(edge > 50, "{mark:?} has no edge");
                    assert!(of(u8::MAX - colour).all(|pixel| pixel[3] < u8::MAX));
                }
            }
            let shape: Vec<u8> = of(mark, false)
                .unwrap()
                .rgba()
                .iter()
                .skip(3)
                .step_by(4)
                .copied()
                .collect();
            assert!(!shapes.contains(&shape), "{mark:?} looks like another");
            shapes.push(shape);
        }
    }
}
