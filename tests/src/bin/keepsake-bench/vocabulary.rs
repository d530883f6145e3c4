//! Words as a language has them: a few that are everywhere, very many that are rare.
//!
//! The n-th word comes about n times less often than the first (Zipf's law), out of a hundred thousand. Everything
//! comes from a seed, so that each run searches the same texts.

/// How many different words there are.
const WORDS: f64 = 100_000.0;
const SYLLABLES: [&str; 32] = [
    "ba", "ko", "ti", "re", "ma", "no", "pro", "con", "de", "in", "ter", "sta", "la", "ver", "mo",
    "su", "pla", "ing", "er", "al", "qui", "fra", "gen", "hol", "sto", "wi", "cher", "und", "tion",
    "ment", "ca", "li",
];

/// Numbers that look random and are the same each time (xorshift).
pub(crate) struct Numbers(u64);

impl Numbers {
    /// The numbers of a seed; any seed but 0 is good.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.max(1))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number from 0 to below 1.
    pub(crate) fn fraction(&mut self) -> f64 {
        let bits = u32::try_from(self.next() >> 32).unwrap_or(0);
        f64::from(bits) / (f64::from(u32::MAX) + 1.0)
    }

    /// A rank, the first ones most often.
    pub(crate) fn rank(&mut self) -> u32 {
        let rank = WORDS.powf(self.fraction());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a number from 1 to 100,000"
        )]
        let rank = rank as u32;
        rank
    }

    /// Between `least` and `most` words, short texts more often, a line end after each dozen.
    pub(crate) fn text(&mut self, least: u32, most: u32) -> String {
        let share = self.fraction();
        let words = f64::from(least) + f64::from(most - least) * share * share;
        let mut text = String::new();
        let mut count = 0;
        while f64::from(count) < words {
            count += 1;
            text.push_str(&word(self.rank()));
            text.push_str(match count % 60 {
                0 => ".\n\n",
                12 | 24 | 36 | 48 => ".\n",
                _ => " ",
            });
        }
        text
    }
}

/// The word of a rank; frequent ones are short.
pub(crate) fn word(mut rank: u32) -> String {
    let mut word = String::new();
    loop {
        let syllable = usize::try_from(rank % 32).unwrap_or(0);
        word.push_str(SYLLABLES.get(syllable).copied().unwrap_or_default());
        rank /= 32;
        if rank == 0 {
            return word;
        }
    }
}
