//! The look of a picture: light and dark, and never colour alone: dashes, arrow heads, signs and words say it too.

use playbook_engine::Status;

/// Set apart from whatever page the picture is put into.
pub(super) const PREFIX: &str = "playbook-graph";

pub(super) const STYLE: &str = "\
text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;fill:#1a1f26}
.page{fill:#fff}
.head{font-size:18px;font-weight:600}
.note{font-size:12px;fill:#57606a}
.title{font-size:13px;font-weight:600}
.id{font-size:10.5px;fill:#57606a}
.status{font-size:11px}
.pill text,.pill-text{font-size:10px;fill:#7a3305;text-anchor:end}
.box{fill:#f6f8fa;stroke:#57606a;stroke-width:1.2}
.avoid .box{stroke:#b42318;stroke-dasharray:7 3}
.center .box{stroke:#1a1f26;stroke-width:3}
.pill{fill:#fff1e5;stroke:#a4480b;stroke-width:.8}
.stripe{fill:none}
.edge path{fill:none}
.edge:hover path{stroke-width:4}
.requires path,.requires-any path{stroke:#0b4f9e;stroke-width:2}
.after path{stroke:#6e7781;stroke-width:1.3;stroke-dasharray:5 4}
.outcome path{stroke:#a4480b;stroke-width:1.3}
.tip-requires{fill:#0b4f9e}
.tip-requires-any{fill:#fff;stroke:#0b4f9e;stroke-width:1.6}
.tip-after{fill:none;stroke:#6e7781;stroke-width:1.5}
.tip-outcome{fill:#a4480b}
.ready .box{fill:#dff5e1;stroke:#1a7f37;stroke-width:2}.ready .stripe{fill:#1a7f37}
.waiting .box{fill:#dbeafe;stroke:#0b4f9e}.waiting .stripe{fill:#0b4f9e}
.blocked .box{fill:#fff3cd;stroke:#8a6100}.blocked .stripe{fill:#8a6100}
.later .box{fill:#efe4ff;stroke:#6639ba}.later .stripe{fill:#6639ba}
.undetermined .box{fill:#fff;stroke-dasharray:6 3}
.done .box{fill:#e5e7eb}.done .stripe{fill:#57606a}
.skipped .box{fill:#f6f8fa;stroke-dasharray:2 3}
.expired .box,.warned .box{fill:#fde0df;stroke:#b42318}.expired .stripe,.warned .stripe{fill:#b42318}
.not-applicable .box{fill:#fff;stroke:#c5ccd3;stroke-dasharray:2 3}
.not-applicable .title,.not-applicable .status{fill:#6e7781;font-weight:400}
@media (prefers-color-scheme:dark){
text{fill:#e6edf3}
.page{fill:#0d1117}
.note,.id{fill:#9aa4af}
.pill text,.pill-text{fill:#ffc799}
.box{fill:#161b22;stroke:#8b949e}
.avoid .box{stroke:#ff8f85}
.center .box{stroke:#fff}
.pill{fill:#3a2110;stroke:#f0a35e}
.requires path,.requires-any path{stroke:#79b8ff}
.after path{stroke:#8b949e}
.outcome path{stroke:#f0a35e}
.tip-requires{fill:#79b8ff}
.tip-requires-any{fill:#0d1117;stroke:#79b8ff}
.tip-after{stroke:#8b949e}
.tip-outcome{fill:#f0a35e}
.ready .box{fill:#12361c;stroke:#56d364}.ready .stripe{fill:#56d364}
.waiting .box{fill:#10294a;stroke:#79b8ff}.waiting .stripe{fill:#79b8ff}
.blocked .box{fill:#3a2f0b;stroke:#e3b341}.blocked .stripe{fill:#e3b341}
.later .box{fill:#2b1d47;stroke:#c297ff}.later .stripe{fill:#c297ff}
.undetermined .box{fill:#0d1117}
.done .box{fill:#21262d}.done .stripe{fill:#8b949e}
.skipped .box{fill:#161b22}
.expired .box,.warned .box{fill:#4a1515;stroke:#ff8f85}.expired .stripe,.warned .stripe{fill:#ff8f85}
.not-applicable .box{fill:#0d1117;stroke:#484f58}
.not-applicable .title,.not-applicable .status{fill:#9aa4af}
}
";

/// The arrow heads, one a kind of edge; each also differs in its form.
pub(super) const TIPS: [(&str, &str); 4] = [
    ("requires", "M1 1L11 6L1 11Z"),
    ("requires-any", "M1.5 1.5L10.5 6L1.5 10.5Z"),
    ("after", "M2 1.5L10.5 6L2 10.5"),
    ("outcome", "M6 1.5L11 6L6 10.5L1 6Z"),
];

/// A sign that goes with the words of a status.
pub(super) fn sign(status: Status) -> &'static str {
    match status {
        Status::Ready => "▶",
        Status::Waiting => "◐",
        Status::Blocked => "■",
        Status::Later => "▷",
        Status::Undetermined => "?",
        Status::Done => "✓",
        Status::Skipped => "×",
        Status::Expired => "!",
        Status::NotApplicable => "–",
    }
}
