//! The pictures of the icon: one for each mark, drawn in black, shown in white where the desktop is dark.
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
    if !is_dark || cfg!(target_os = "macos") {
        return Ok(drawing);
    }
    let mut pixels = drawing.rgba().to_vec();
    for pixel in pixels.chunks_exact_mut(4) {
        pixel[..3].fill(u8::MAX);
    }
    Ok(Image::new_owned(pixels, drawing.width(), drawing.height()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;

    const MARKS: [Mark; 4] = [Mark::Idle, Mark::Syncing, Mark::Paused, Mark::Attention];

    #[test]
    fn every_mark_is_another_shape_in_one_colour() {
        let mut shapes = Vec::new();
        for mark in MARKS {
            for (is_dark, colour) in [(false, 0), (true, u8::MAX)] {
                let picture = of(mark, is_dark).unwrap();
                assert_eq!((picture.width(), picture.height()), (32, 32));
                let (pixels, _) = picture.rgba().as_chunks::<4>();
                let seen = pixels.iter().filter(|pixel| pixel[3] > 0);
                assert!(seen.clone().count() > 200, "{mark:?} is hardly there");
                if !cfg!(target_os = "macos") {
                    assert!(seen.clone().all(|pixel| pixel[..3] == [colour; 3]));
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
