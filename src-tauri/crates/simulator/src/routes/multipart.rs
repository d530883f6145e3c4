//! Just enough `multipart/form-data` to take in one file and its part number (RFC 7578).

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) file_name: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Vec<u8>,
}

/// Splits a form body; `None` when the content type names no boundary or the body is not a form.
pub(crate) fn fields(content_type: &str, body: &[u8]) -> Option<Vec<Field>> {
    let boundary = content_type
        .split(';')
        .find_map(|part| part.trim().strip_prefix("boundary="))?;
    let delimiter = format!("--{}", boundary.trim_matches('"'));
    let mut fields = Vec::new();
    let mut rest = after(body, delimiter.as_bytes())?;
    loop {
        if rest.starts_with(b"--") {
            return Some(fields);
        }
        let part = rest.strip_prefix(b"\r\n")?;
        let end = find(part, format!("\r\n{delimiter}").as_bytes())?;
        fields.push(field(&part[..end])?);
        rest = &part[end + 2 + delimiter.len()..];
    }
}

fn field(part: &[u8]) -> Option<Field> {
    let split = find(part, b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&part[..split]);
    let mut field = Field {
        name: String::new(),
        file_name: None,
        content_type: None,
        bytes: part[split + 4..].to_vec(),
    };
    for line in head.lines() {
        let (name, value) = line.split_once(':')?;
        match name.to_ascii_lowercase().as_str() {
            "content-disposition" => {
                for parameter in value.split(';').map(str::trim) {
                    if let Some(text) = parameter.strip_prefix("name=") {
                        text.trim_matches('"').clone_into(&mut field.name);
                    } else if let Some(text) = parameter.strip_prefix("filename=") {
                        field.file_name = Some(text.trim_matches('"').to_owned());
                    }
                }
            }
            "content-type" => field.content_type = Some(value.trim().to_owned()),
            _ => {}
        }
    }
    Some(field)
}

fn after<'a>(bytes: &'a [u8], needle: &[u8]) -> Option<&'a [u8]> {
    find(bytes, needle).map(|at| &bytes[at + needle.len()..])
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes
        .windows(needle.len())
        .position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    #[test]
    fn a_form_with_a_part_number_and_a_file_is_split() {
        let body = b"--x\r\nContent-Disposition: form-data; name=\"part_number\"\r\n\r\n2\r\n--x\r\nContent-Disposition: \
            form-data; name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n\r\n--x--\r\n";
        let found = fields("multipart/form-data; boundary=x", body).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].name.as_str(), found[0].bytes.as_slice()),
            ("part_number", b"2".as_slice())
        );
        assert_eq!(found[1].file_name.as_deref(), Some("a.png"));
        assert_eq!(found[1].bytes, b"\x89PNG\r\n");
    }

    #[test]
    fn a_body_without_a_boundary_is_no_form() {
        assert_eq!(fields("multipart/form-data", b"--x--"), None);
        assert_eq!(fields("multipart/form-data; boundary=x", b"hello"), None);
    }
}
