//! Small real pictures: PNG files of hills under a coloured sky, drawn from a seed.
//!
//! Indexed colours and uncompressed deflate blocks keep the encoder to a page; every viewer opens the result.

use crate::seed::Random;

const COLORS: usize = 16;

/// A PNG of the given size in pixels.
pub(crate) fn landscape(seed: u64, width: u32, height: u32) -> Vec<u8> {
    let mut random = Random::new(seed);
    let palette = palette(&mut random);
    let ridges = ridges(&mut random, width, height);
    let sun = (
        random.below(u64::from(width)),
        height / 5 + byte(random.below(u64::from(height / 4).max(1))),
        height / 9,
    );
    let mut rows = Vec::with_capacity((width as usize + 1) * height as usize);
    for y in 0..height {
        rows.push(0);
        for x in 0..width {
            rows.push(color(x, y, width, height, &ridges, sun));
        }
    }
    let mut png = vec![0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];
    let mut header = Vec::new();
    header.extend_from_slice(&width.to_be_bytes());
    header.extend_from_slice(&height.to_be_bytes());
    header.extend_from_slice(&[8, 3, 0, 0, 0]);
    chunk(&mut png, b"IHDR", &header);
    chunk(&mut png, b"PLTE", &palette);
    chunk(&mut png, b"IDAT", &deflate(&rows));
    chunk(&mut png, b"IEND", &[]);
    png
}

fn byte(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(0)
}

/// Eight sky colours from top to horizon, the sun, and hills from far to near.
fn palette(random: &mut Random) -> Vec<u8> {
    let skies = [
        [(46, 64, 108), (244, 176, 126)],
        [(88, 130, 168), (240, 232, 208)],
        [(58, 46, 84), (236, 122, 96)],
        [(120, 160, 172), (250, 240, 226)],
    ];
    let grounds = [
        [(112, 132, 120), (28, 52, 44)],
        [(134, 120, 148), (44, 34, 62)],
        [(150, 148, 110), (58, 62, 34)],
    ];
    let sky = skies[usize::try_from(random.below(4)).unwrap_or(0)];
    let ground = grounds[usize::try_from(random.below(3)).unwrap_or(0)];
    let mut palette = Vec::with_capacity(COLORS * 3);
    for step in 0..8 {
        palette.extend(blend(sky[0], sky[1], step, 7));
    }
    palette.extend([255, 244, 214]);
    for step in 0..7 {
        palette.extend(blend(ground[0], ground[1], step, 6));
    }
    palette
}

fn blend(from: (u8, u8, u8), to: (u8, u8, u8), step: u32, steps: u32) -> [u8; 3] {
    let mix = |from: u8, to: u8| {
        u8::try_from((u32::from(from) * (steps - step) + u32::from(to) * step) / steps)
            .unwrap_or(u8::MAX)
    };
    [mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2)]
}

/// The height of five ridges at each column, far ones first.
fn ridges(random: &mut Random, width: u32, height: u32) -> Vec<Vec<u32>> {
    (0..5_u32)
        .map(|ridge| {
            let base = height * (9 + ridge * 2) / 20;
            let phase = byte(random.below(1_000));
            let swing = (height / 10).max(1);
            (0..width)
                .map(|x| {
                    let wave =
                        triangle(x * (3 + ridge) + phase, width.max(2)) * swing / width.max(2);
                    let ripple = triangle(x * (11 + ridge) + phase * 7, width.max(2)) * swing
                        / (width.max(2) * 4);
                    base + wave + ripple
                })
                .collect()
        })
        .collect()
}

/// A wave that rises and falls between 0 and `span`.
const fn triangle(x: u32, span: u32) -> u32 {
    let position = x % (2 * span);
    if position < span {
        position
    } else {
        2 * span - position
    }
}

fn color(x: u32, y: u32, width: u32, height: u32, ridges: &[Vec<u32>], sun: (u64, u32, u32)) -> u8 {
    let column = usize::try_from(x).unwrap_or(0);
    let above = ridges
        .iter()
        .enumerate()
        .rev()
        .find(|(_, ridge)| ridge.get(column).is_some_and(|top| y >= *top));
    if let Some((ridge, _)) = above {
        return u8::try_from(10 + ridge).unwrap_or(10);
    }
    let across = byte(sun.0).min(width).abs_diff(x);
    let down = sun.1.abs_diff(y);
    if across * across + down * down <= sun.2 * sun.2 {
        return 8;
    }
    u8::try_from((y * 8 * 2 / height.max(1)).min(7)).unwrap_or(7)
}

/// A zlib stream of stored (uncompressed) blocks.
fn deflate(data: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let mut blocks = data.chunks(0xffff).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        stream.push(u8::from(blocks.peek().is_none()));
        stream.extend_from_slice(&length.to_le_bytes());
        stream.extend_from_slice(&(!length).to_le_bytes());
        stream.extend_from_slice(block);
    }
    let (mut low, mut high) = (1_u32, 0_u32);
    for byte in data {
        low = (low + u32::from(*byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    stream.extend_from_slice(&((high << 16) | low).to_be_bytes());
    stream
}

fn chunk(png: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    png.extend_from_slice(&u32::try_from(data.len()).unwrap_or(0).to_be_bytes());
    let start = png.len();
    png.extend_from_slice(kind);
    png.extend_from_slice(data);
    let sum = checksum(&png[start..]);
    png.extend_from_slice(&sum.to_be_bytes());
}

/// CRC-32 as PNG uses it.
fn checksum(data: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in data {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 {
                (sum >> 1) ^ 0xedb8_8320
            } else {
                sum >> 1
            };
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_a_png_and_depends_only_on_its_seed() {
        let picture = landscape(1, 40, 30);
        assert!(picture.starts_with(b"\x89PNG\r\n\x1a\n"));
        assert_eq!(picture, landscape(1, 40, 30));
        assert_ne!(picture, landscape(2, 40, 30));
    }

    #[test]
    fn checksums_are_those_of_the_standard() {
        assert_eq!(checksum(b"IEND"), 0xae42_6082);
    }
}
