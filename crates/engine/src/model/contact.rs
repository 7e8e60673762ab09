//! Phone numbers, web and mail addresses: what a person may be sent to. Playbooks and hooks are judged alike.

/// Why something is not a phone number.
///
/// ```
/// use playbook_engine::model::phone_fault;
/// assert_eq!(phone_fault("+86 10 6601-3366"), None);
/// assert!(phone_fault("call 110").is_some());
/// ```
#[must_use]
pub fn phone_fault(text: &str) -> Option<String> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if let Some(odd) = text.chars().find(|character| !(character.is_ascii_digit() || "+ -()".contains(*character))) {
        return Some(format!("`{odd}` cannot stand in a phone number"));
    }
    if text.trim_start_matches('(').rfind('+').is_some_and(|at| at > 0) {
        return Some("`+` can only stand in front".to_owned());
    }
    let mut open = false;
    let mut inside = 0;
    for character in text.chars() {
        match character {
            '(' if open => return Some("a bracket stands in a bracket".to_owned()),
            '(' => (open, inside) = (true, 0),
            ')' if !open => return Some("a bracket is closed that was not opened".to_owned()),
            ')' if inside == 0 => return Some("a bracket has no digit in it".to_owned()),
            ')' => open = false,
            '0'..='9' => inside += 1,
            _ => {}
        }
    }
    if open {
        return Some("a bracket is not closed".to_owned());
    }
    if text.trim() != text || text.ends_with('-') || !text.starts_with(|c: char| c.is_ascii_digit() || "+(".contains(c))
    {
        return Some("it ends or begins with something that is no digit".to_owned());
    }
    if !(3..=15).contains(&digits) {
        return Some(format!("it has {digits} digits; phone numbers have 3 to 15"));
    }
    None
}

/// The host of a web address.
///
/// # Errors
/// Why it is not a web address.
pub fn url_host(text: &str) -> Result<&str, String> {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
        return Err("it must begin with `https://` or `http://`".to_owned());
    };
    if let Some(odd) =
        text.chars().find(|character| !character.is_ascii_graphic() || "\"<>\\^`{|}".contains(*character))
    {
        return Err(format!("`{odd}` (U+{:04X}) must be percent-encoded", u32::from(odd)));
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    if authority.contains('@') {
        return Err("it has a user name in front of the host".to_owned());
    }
    let (host, port) = authority.split_once(':').unwrap_or((authority, "80"));
    if port.parse::<u16>().is_err() || !port.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(format!("`{port}` is not a port"));
    }
    host_fault(host).map_or(Ok(host), Err)
}

/// The host of a mail address.
///
/// # Errors
/// Why it is not a mail address.
pub fn email_host(text: &str) -> Result<&str, String> {
    let Some((name, host)) = text.split_once('@') else { return Err("it has no `@`".to_owned()) };
    if name.is_empty() || name.starts_with('.') || name.ends_with('.') || name.len() > 64 {
        return Err("the name before the `@` is empty, too long, or begins or ends with a dot".to_owned());
    }
    if let Some(odd) =
        name.chars().find(|character| !(character.is_ascii_alphanumeric() || "._+-".contains(*character)))
    {
        return Err(format!("`{odd}` cannot stand in the name before the `@`"));
    }
    host_fault(host).map_or(Ok(host), Err)
}

/// Why something is not the name of a host.
#[must_use]
pub fn host_fault(host: &str) -> Option<String> {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if host.is_empty() {
        return Some("it has no host".to_owned());
    }
    let last = host.rsplit('.').next().unwrap_or("");
    let fine = host.len() <= 253
        && host.contains('.')
        && host.split('.').all(label)
        && last.len() >= 2
        && !last.bytes().any(|byte| byte.is_ascii_digit() && !last.starts_with("xn--"));
    (!fine).then(|| format!("`{host}` is not the name of a host"))
}

/// Whether a host is this domain or under it.
///
/// ```
/// use playbook_engine::model::is_under;
/// assert!(is_under("tsm.miit.gov.cn", "miit.gov.cn") && !is_under("evilmiit.gov.cn", "miit.gov.cn"));
/// ```
#[must_use]
pub fn is_under(host: &str, domain: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let domain = domain.to_ascii_lowercase();
    host == domain || host.strip_suffix(&domain).is_some_and(|rest| rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phone_numbers() {
        for good in ["110", "12315", "+86 10 6601-3366", "(020) 1234 5678", "+1 (415) 555-0100", "400-811-3666"] {
            assert_eq!(phone_fault(good), None, "{good}");
        }
        for bad in [
            "",
            "11",
            "call 110",
            "110转3",
            "1+10",
            "(020 123",
            ")110(",
            "1()10",
            "-110",
            "((110))",
            "1234567890123456",
            " 110",
            "110-",
        ] {
            assert!(phone_fault(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn web_addresses() {
        assert_eq!(url_host("https://www.12377.cn/jbxzxq/list1.html?x=1#a"), Ok("www.12377.cn"));
        assert_eq!(url_host("http://example.org:8080"), Ok("example.org"));
        for bad in [
            "example.org",
            "ftp://a.b",
            "javascript:alert(1)",
            "https://",
            "https://user@bank.cn",
            "https://bank.cn@evil.cn/",
            "https://a b.cn",
            "https://例子.cn",
            "https://localhost",
            "https://a.cn:x",
            "https://a.cn:+80",
            "https://-a.cn",
            "https://10.0.0.1",
            "https://a..cn",
        ] {
            assert!(url_host(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn mail_addresses() {
        assert_eq!(email_host("data.protection+x@bfdi.bund.de"), Ok("bfdi.bund.de"));
        for bad in ["a", "@a.cn", "a@", "a@b", "a b@c.cn", "a@b@c.cn", ".a@b.cn"] {
            assert!(email_host(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_domain_covers_what_is_under_it_only() {
        assert!(is_under("tsm.MIIT.gov.cn", "miit.gov.cn") && is_under("miit.gov.cn", "miit.gov.cn"));
        assert!(!is_under("evilmiit.gov.cn", "miit.gov.cn") && !is_under("gov.cn", "miit.gov.cn"));
    }
}
