//! Asking a person, where there is one.
//!
//! The rule it protects: what is asked goes to the terminal and never into an answer; secrets are typed unseen.

use std::io::{self, BufRead, IsTerminal, Write};

use keepsake_app::secrets::PassphrasePrompt;
use keepsake_app::{AppError, Language, Words};
use secrecy::{ExposeSecret, SecretString};

/// Longer input is no token.
const LONGEST_TOKEN: u64 = 64 * 1024;

/// Whether somebody can be asked.
pub(crate) fn is_somebody_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// A yes or no; yes when the person just presses Enter and `default` says so.
pub(crate) fn confirm(question: &str, default: bool, words: &Words) -> io::Result<bool> {
    let mut terminal = io::stderr().lock();
    write!(terminal, "{question} ")?;
    terminal.flush()?;
    let mut answer = String::new();
    if io::stdin().lock().read_line(&mut answer)? == 0 {
        return Ok(false);
    }
    Ok(is_yes(&answer, default, words))
}

/// Whether an answer is a yes, in the language of the question or in English, which fingers remember.
fn is_yes(answer: &str, default: bool, words: &Words) -> bool {
    match answer.trim().chars().next() {
        None => default,
        Some(letter) => {
            let yes = words.say("cli-yes", &[]);
            letter.eq_ignore_ascii_case(&'y') || letter.to_lowercase().eq(yes.chars())
        }
    }
}

/// A line, as it is typed.
pub(crate) fn line(question: &str) -> io::Result<String> {
    let mut terminal = io::stderr().lock();
    write!(terminal, "{question} ")?;
    terminal.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(answer)
}

/// A secret, typed unseen.
pub(crate) fn secret(question: &str) -> io::Result<SecretString> {
    Ok(SecretString::from(rpassword::prompt_password(format!(
        "{question} "
    ))?))
}

/// A secret from standard input, up to its end.
pub(crate) fn secret_from_stdin() -> Result<SecretString, AppError> {
    let mut text = String::new();
    let read = io::Read::read_to_string(
        &mut io::Read::take(io::stdin().lock(), LONGEST_TOKEN),
        &mut text,
    );
    match read {
        Ok(_) => Ok(SecretString::from(text)),
        Err(_) => Err(AppError::invalid("token_shape")),
    }
}

/// Two secrets from standard input, each on a line of its own; nothing where there are more or fewer.
pub(crate) fn two_secrets_from_stdin() -> Option<(SecretString, SecretString)> {
    let text = secret_from_stdin().ok()?;
    let mut lines = text.expose_secret().lines().map(str::trim);
    let two = (lines.next()?.into(), lines.next()?.into());
    lines.all(str::is_empty).then_some(two)
}

/// Asks for the passphrase of the encrypted file on the terminal.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal;

impl PassphrasePrompt for Terminal {
    fn ask(&self, is_new: bool) -> Option<SecretString> {
        if !is_somebody_there() {
            return None;
        }
        let words = Words::in_language(Language::of_process());
        let key = if is_new {
            "cli-passphrase-new"
        } else {
            "cli-passphrase"
        };
        let passphrase = rpassword::prompt_password(format!("{} ", words.say(key, &[]))).ok()?;
        (!passphrase.is_empty()).then(|| SecretString::from(passphrase))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_yes_is_understood_in_the_language_of_the_question_and_in_english() {
        let (english, german) = (Words::english(), Words::in_language(Language::German));
        for (answer, words, default, expected) in [
            ("j\n", &german, false, true),
            ("Ja\n", &german, false, true),
            ("y\n", &german, false, true),
            ("n\n", &german, true, false),
            ("\n", &german, true, true),
            ("yes\n", &english, false, true),
            ("j\n", &english, true, false),
            ("\n", &english, false, false),
        ] {
            assert_eq!(is_yes(answer, default, words), expected, "{answer:?}");
        }
    }
}
