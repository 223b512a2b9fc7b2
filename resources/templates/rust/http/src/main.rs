use std::fs::File;
use std::io::{self, Read, Write};
use std::os::wasi::io::FromRawFd;

/// The text of a field as it stands in the JSON, escapes and all, so that it can be put into JSON again.
fn field<'a>(json: &'a str, name: &str) -> Option<&'a str> {
    let key = format!("\"{name}\":\"");
    let rest = &json[json.find(&key)? + key.len()..];
    let mut escaped = false;
    let end = rest.find(|character| {
        let ends = character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
        ends
    })?;
    Some(&rest[..end])
}

fn main() -> io::Result<()> {
    // SAFETY: the HTTP trigger opens descriptor 3 for the request and 4 for the response, and nobody else uses them.
    let (mut requests, mut responses) = unsafe { (File::from_raw_fd(3), File::from_raw_fd(4)) };
    let mut request = String::new();
    requests.read_to_string(&mut request)?;
    let method = field(&request, "method").unwrap_or_default();
    let path = field(&request, "path").unwrap_or_default();
    write!(
        responses,
        r#"{{"status":200,"headers":{{"Content-Type":"text/plain"}},"body":"You asked for {method} {path}\n"}}"#
    )
}
