//! What each step is tried in, and what has to follow it.

/// One step, a case in which it can be done now, and what follows when nobody helps.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) id: &'static str,
    /// Whether it is a further half of the step above it: the same errand, another addressee or another moment.
    pub(super) half: bool,
    /// `FACT=VALUE ...`
    pub(super) facts: &'static str,
    /// `STEP`, `STEP@DATE` (done) or `STEP=OUTCOME@DATE` (done and answered).
    pub(super) events: &'static str,
    /// What only a refusal leads to.
    pub(super) refused: &'static str,
    /// What only silence leads to.
    pub(super) unanswered: &'static str,
    /// What stands in the plan with or without an answer, and is the way on after a refusal or silence.
    pub(super) open: &'static str,
    /// Why nothing follows.
    pub(super) end: &'static str,
}

impl Row {
    const fn both(mut self, steps: &'static str) -> Self {
        self.refused = steps;
        self.unanswered = steps;
        self
    }
    const fn refused(mut self, steps: &'static str) -> Self {
        self.refused = steps;
        self
    }
    const fn unanswered(mut self, steps: &'static str) -> Self {
        self.unanswered = steps;
        self
    }
    const fn open(mut self, steps: &'static str) -> Self {
        self.open = steps;
        self
    }
    const fn end(mut self, reason: &'static str) -> Self {
        self.end = reason;
        self
    }
}

const fn step(id: &'static str, facts: &'static str, events: &'static str) -> Row {
    Row { id, half: false, facts, events, refused: "", unanswered: "", open: "", end: "" }
}

const fn half(id: &'static str, facts: &'static str, events: &'static str) -> Row {
    let mut row = step(id, facts, events);
    row.half = true;
    row
}

/// Every step, the further halves of a step under it.
#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    // minutes
    step("dont-engage", "", ""),
    half("ask-fraud-line", "how-learned=fraud-call-with-details money-state=none", ""),
    step("danger-110", "danger=threats", ""),
    step("stop-payment-110", "money-state=lost loss-method=i-transferred", ""),
    half("bank-atm-transfer-cancel", "money-state=lost-under-24h loss-method=i-transferred paid-at-atm=yes", ""),
    step("bank-freeze", "data=bank-card-or-payment", "").both("finance-complaint"),
    step("payment-app-freeze", "account-control=taken-over", "").both("finance-complaint"),
    step("cut-remote-access", "account-control=malware-or-remote-app", ""),
    half("reset-device", "account-control=malware-or-remote-app", "capture-evidence cut-remote-access"),
    step("sim-freeze", "account-control=sim-dead", "").both("carrier-complaint-then-12300"),
    step("lock-messaging", "account-control=taken-over", "").both("takedown-notice report-12377"),
    // hours
    step("stop-or-change-account", "data=password account-control=yes leaker-known=certain leaker-kind=e-shop consumer=yes accepted-elsewhere=nobody", "capture-evidence")
        .both("demand-delete-stop").open("complain-cac complaint-12315"),
    step("change-passwords", "data=password", ""),
    step("harden-accounts", "data=password", "change-passwords"),
    step("capture-evidence", "", ""),
    step("contact-log", "harassment=spam", "capture-evidence"),
    step("strong-proof", "goal=compensation", "capture-evidence"),
    step("warn-circle", "data=phone", ""),
    step("replace-card", "data=bank-card-or-payment", "bank-freeze").both("finance-complaint"),
    // days: misuse of the identity
    step("check-sims", "id-doc=resident-id data=resident-id-number", "").both("check-sims-at-counter"),
    half("check-sims-at-counter", "id-doc=resident-id data=resident-id-number", "check-sims=refused@2026-11-22"),
    step("check-net-accounts", "id-doc=resident-id data=password", "").both("unbind-net-account"),
    half("unbind-net-account", "impersonation=social-accounts", ""),
    step("check-bank-accounts", "data=resident-id-number", "").both("check-bank-branches"),
    half("check-bank-branches", "data=resident-id-number", "check-bank-accounts=refused@2026-11-22"),
    step("credit-report", "data=resident-id-number", ""),
    step("credit-objection", "impersonation=loan", "credit-report").both("credit-complaint-pboc"),
    half("credit-complaint-pboc", "impersonation=loan", "credit-report@2026-10-20 credit-objection=refused@2026-11-20")
        .both("choose-court civil-suit"),
    step("close-foreign-sim-or-account", "impersonation=sim id-doc=resident-id", "check-sims")
        .both("carrier-complaint-then-12300").open("police-report"),
    half("close-foreign-bank-account", "impersonation=bank-account", "check-bank-accounts")
        .both("finance-complaint").open("police-report"),
    half("appeal-own-restriction", "impersonation=bank-account own-account-restricted=yes restricted-kind=bank-or-payment", "")
        .both("finance-complaint carrier-complaint-then-12300").open("police-report"),
    step("block-calls", "how-learned=spam-wave", "").both("carrier-complaint-then-12300"),
    step("unsubscribe-refuse", "harassment=spam spam-sender-known=yes", "capture-evidence"),
    step("use-network-id", "goal=prevent-more", ""),
    step("id-card-lost", "data=resident-id-number physical-lost=card-lost", "")
        .refused("police-conduct-complaint 12345-backstop").unanswered("12345-backstop"),
    step("passport-lost", "data=passport physical-lost=passport-lost where-now=cn-mainland", ""),
    half("passport-lost-abroad", "data=passport physical-lost=passport-lost where-now=abroad", ""),
    // days: the source
    step("trace-source", "leaker-known=no-idea", "capture-evidence"),
    step("ask-breach-info", "leaker-known=certain leaker-kind=e-shop", "").open("complain-cac demand-delete-stop")
        .end("the complaint to the regulator and the demand to delete wait for no answer"),
    step("demand-delete-stop", "leaker-known=certain leaker-kind=e-shop consumer=yes accepted-elsewhere=nobody goal=deletion", "capture-evidence")
        .refused("internet-company-complaint legal-advice choose-court civil-suit")
        .unanswered("internet-company-complaint choose-court civil-suit")
        .open("complain-cac complaint-12315"),
    step("minor-request", "role=my-child age=8-13 leaker-known=certain leaker-kind=school goal=deletion scale=only-me how-learned=seen-online posted=cn-platform", "capture-evidence demand-delete-stop")
        .both("public-interest-signal choose-court civil-suit").open("complain-cac report-12377 school-employer-property"),
    step("takedown-notice", "how-learned=seen-online posted=cn-platform goal=deletion", "capture-evidence")
        .both("choose-court injunction conduct-preservation civil-suit").open("report-12377"),
    step("search-and-mirrors", "account-control=yes extortion=no how-learned=seen-online posted=search-engine goal=deletion", "capture-evidence")
        .both("report-12377 choose-court civil-suit"),
    step("overseas-host", "how-learned=seen-online posted=overseas-platform", "capture-evidence").both("complain-cac police-report"),
    half("foreign-data-authority", "leaker-known=certain leaker-kind=foreign-company", "capture-evidence"),
    // complaints: each dispute through one door
    step("complain-cac", "leaker-known=certain leaker-kind=e-shop", "capture-evidence")
        .refused("reconsideration-inaction").unanswered("reconsideration-inaction 12345-backstop"),
    step("report-12387", "how-learned=dark-web-or-group-sale", "capture-evidence"),
    step("joint-signal", "scale=many", "capture-evidence"),
    step("report-12377", "how-learned=seen-online posted=cn-platform", "capture-evidence")
        .refused("choose-court injunction conduct-preservation")
        .unanswered("choose-court injunction conduct-preservation 12345-backstop"),
    step("report-12321", "harassment=repeated-targeted", "capture-evidence")
        .both("carrier-complaint-then-12300").open("police-public-security-case"),
    step("carrier-complaint-then-12300", "leaker-known=certain leaker-kind=telecom carrier-dispute-elsewhere=no", "capture-evidence")
        .both("appeal-12300 complain-cac"),
    half("appeal-12300", "leaker-known=certain leaker-kind=telecom carrier-dispute-elsewhere=no carrier-fees=no carrier-dispute-since=2026-10-01", "capture-evidence carrier-complaint-then-12300=refused@2026-11-20")
        .both("reconsideration-higher consumer-association"),
    step("complaint-12315", "leaker-known=certain leaker-kind=e-shop consumer=yes accepted-elsewhere=nobody mediation-opened=no", "capture-evidence")
        .refused("choose-court civil-suit").unanswered("reconsideration-12315 12345-backstop choose-court civil-suit")
        .open("complain-cac consumer-association"),
    half("report-12315", "leaker-known=certain leaker-kind=e-shop", "capture-evidence")
        .refused("reconsideration-inaction").unanswered("reconsideration-inaction 12345-backstop"),
    step("consumer-association", "leaker-known=certain leaker-kind=e-shop consumer=yes accepted-elsewhere=nobody", "capture-evidence")
        .both("choose-court civil-suit"),
    step("finance-complaint", "leaker-known=certain leaker-kind=bank-or-insurer finance-kind=bank-or-insurer", "capture-evidence")
        .both("finance-12378 finance-12363 finance-12386"),
    half("finance-12378", "leaker-known=certain leaker-kind=bank-or-insurer finance-kind=bank-or-insurer", "capture-evidence finance-complaint=refused@2026-11-20")
        .both("reconsideration-higher choose-court civil-suit"),
    half("finance-12363", "leaker-known=certain leaker-kind=payment finance-kind=payment-or-credit", "capture-evidence finance-complaint=refused@2026-11-20")
        .both("reconsideration-higher choose-court civil-suit consumer-association"),
    half("finance-12386", "leaker-known=certain leaker-kind=bank-or-insurer finance-kind=securities", "capture-evidence finance-complaint=refused@2026-11-20")
        .both("reconsideration-higher choose-court civil-suit"),
    step("courier-then-12305", "leaker-known=certain leaker-kind=courier accepted-elsewhere=nobody", "capture-evidence").both("appeal-12305"),
    half("appeal-12305", "leaker-known=certain leaker-kind=courier accepted-elsewhere=nobody", "capture-evidence courier-then-12305=refused@2026-11-20")
        .both("reconsideration-higher consumer-association"),
    step("school-employer-property", "leaker-known=certain leaker-kind=school", "capture-evidence demand-delete-stop")
        .refused("reconsideration-inaction").unanswered("reconsideration-inaction 12345-backstop"),
    step("state-organ", "leaker-known=certain leaker-kind=state-organ", "capture-evidence")
        .refused("reconsideration-inaction").unanswered("reconsideration-inaction 12345-backstop"),
    half("state-organ-12388", "leaker-known=certain leaker-kind=state-organ organ-staff-suspected=yes", "capture-evidence"),
    step("sector-other", "leaker-known=certain leaker-kind=hospital data=phone", "capture-evidence demand-delete-stop")
        .refused("reconsideration-inaction").unanswered("reconsideration-inaction 12345-backstop").open("complain-cac"),
    half("internet-company-complaint", "leaker-known=certain leaker-kind=e-shop", "capture-evidence demand-delete-stop=refused@2026-11-20")
        .open("complain-cac").end("the platform is no authority, so nothing can be reconsidered; the regulator is the way on"),
    step("12345-backstop", "leaker-known=certain leaker-kind=state-organ", "").both("reconsideration-inaction"),
    // police
    step("police-report", "money-state=lost", "")
        .refused("police-refusal procuratorate-supervision police-public-security-case legal-advice")
        .unanswered("procuratorate-supervision police-conduct-complaint"),
    half("police-public-security-case", "harassment=threats", "").both("reconsideration-police"),
    half("police-conduct-complaint", "contacted=police receipt=no", ""),
    half("case-progress", "money-state=lost", "police-report=granted@2026-10-01"),
    step("cyberpolice-tip", "how-learned=dark-web-or-group-sale", "capture-evidence"),
    step("police-refusal", "money-state=lost", "police-report=refused@2026-11-20")
        .refused("police-refusal-review").open("procuratorate-supervision"),
    half("police-refusal-review", "money-state=lost", "police-report=refused@2026-11-18 police-refusal=refused@2026-11-20")
        .open("procuratorate-supervision").end("the procuratorate may be asked from the first refusal on"),
    step("procuratorate-supervision", "money-state=lost goal=punishment leaker-known=certain leaker-kind=individual-known", "capture-evidence police-report=refused@2026-11-20")
        .open("private-prosecution").end("a private prosecution is held back only until the procuratorate was asked"),
    half("non-prosecution-appeal", "money-state=lost prosecution-dropped=yes non-prosecution-on=2026-11-20", "police-report=granted@2026-10-01 case-progress@2026-11-10"),
    step("private-prosecution", "money-state=lost goal=punishment leaker-known=certain leaker-kind=individual-known", "capture-evidence police-report=refused@2026-11-18 police-refusal@2026-11-20")
        .refused("private-prosecution-appeal").unanswered("civil-suit-not-filed"),
    half("private-prosecution-appeal", "money-state=lost goal=punishment leaker-known=certain leaker-kind=individual-known", "capture-evidence police-report=refused@2026-11-18 police-refusal@2026-11-20 private-prosecution=refused@2026-11-22"),
    step("reconsideration-inaction", "leaker-known=certain leaker-kind=e-shop", "capture-evidence complain-cac=refused@2026-11-20").both("administrative-suit"),
    half("reconsideration-12315", "leaker-known=certain leaker-kind=e-shop consumer=yes accepted-elsewhere=nobody mediation-opened=no", "capture-evidence complaint-12315@2026-10-20").both("administrative-suit"),
    half("reconsideration-police", "harassment=threats", "police-public-security-case=refused@2026-11-20").both("administrative-suit"),
    half("reconsideration-higher", "leaker-known=certain leaker-kind=bank-or-insurer finance-kind=bank-or-insurer", "capture-evidence finance-complaint=refused@2026-10-20 finance-12378=refused@2026-11-20").both("administrative-suit"),
    step("administrative-suit", "leaker-known=certain leaker-kind=e-shop", "capture-evidence complain-cac=refused@2026-10-20 reconsideration-inaction=refused@2026-11-20"),
    // law and court
    step("legal-advice", "goal=compensation", ""),
    half("legal-aid", "goal=compensation resources=hardship", "legal-advice").both("legal-aid-objection"),
    half("legal-aid-objection", "goal=compensation resources=hardship", "legal-advice legal-aid=refused@2026-11-22")
        .end("the justice bureau decides last; advice stays free, and the suit does not depend on it"),
    step("injunction", "how-learned=seen-online data=intimate-images posted=cn-platform", "capture-evidence choose-court").both("civil-suit"),
    half("conduct-preservation", "how-learned=seen-online data=intimate-images posted=cn-platform", "capture-evidence choose-court")
        .refused("preservation-reconsideration civil-suit").unanswered("civil-suit"),
    half("preserve-evidence-court", "goal=compensation evidence-at-risk=yes", "capture-evidence choose-court")
        .refused("preservation-reconsideration civil-suit").unanswered("civil-suit"),
    half("preservation-reconsideration", "goal=compensation evidence-at-risk=yes leaker-known=certain leaker-kind=e-shop", "capture-evidence choose-court preserve-evidence-court=refused@2026-11-22")
        .open("civil-suit").end("it can be asked for once; the suit stands open beside it"),
    half("keep-preservation", "goal=compensation evidence-at-risk=yes leaker-known=certain leaker-kind=e-shop", "capture-evidence choose-court preserve-evidence-court=granted@2026-11-20 civil-suit@2026-11-22"),
    step("civil-suit", "goal=compensation leaker-known=certain leaker-kind=e-shop", "capture-evidence choose-court")
        .refused("civil-appeal").unanswered("civil-suit-not-filed"),
    half("civil-suit-not-filed", "goal=compensation leaker-known=certain leaker-kind=e-shop", "capture-evidence choose-court civil-suit@2026-11-01"),
    half("civil-suit-not-accepted", "goal=compensation leaker-known=certain leaker-kind=e-shop", "capture-evidence choose-court civil-suit=not-accepted@2026-11-20"),
    half("civil-appeal", "goal=compensation leaker-known=certain leaker-kind=e-shop", "capture-evidence choose-court civil-suit=judgment-against@2026-11-20")
        .unanswered("civil-suit-not-filed").end("the judgment on appeal is final"),
    step("choose-court", "goal=compensation", ""),
    step("unauthorised-payment-claim", "money-state=lost loss-method=card-or-quickpay-stolen", "capture-evidence bank-freeze police-report")
        .refused("legal-advice choose-court civil-suit").unanswered("choose-court civil-suit").open("finance-complaint"),
    step("ask-disclosure", "how-learned=seen-online posted=cn-platform leaker-known=no-idea goal=know-who", "capture-evidence takedown-notice choose-court civil-suit=filed@2026-11-20")
        .end("the same court can punish a platform that does not obey, as the step says"),
    half("suit-without-defendant", "goal=compensation leaker-known=no-idea", ""),
    step("joint-suit", "scale=many goal=compensation leaker-known=certain leaker-kind=e-shop", "capture-evidence choose-court joint-signal legal-advice")
        .refused("civil-appeal").unanswered("civil-suit-not-filed").open("civil-suit"),
    step("public-interest-signal", "data=child-data scale=many goal=compensation leaker-known=certain leaker-kind=e-shop", "capture-evidence joint-signal")
        .open("joint-suit").end("nobody is owed an answer; one's own and the joint suit stay open"),
    half("public-interest-council", "scale=many consumer=yes goal=compensation leaker-known=certain leaker-kind=e-shop", "capture-evidence joint-signal")
        .open("joint-suit").end("nobody is owed an answer; one's own and the joint suit stay open"),
    step("recover-frozen-money", "money-state=lost", "police-report"),
    half("object-to-return-list", "money-state=lost return-list-announced=yes return-list-on=2026-11-10", "police-report recover-frozen-money"),
    // for some kinds of data and of people
    step("check-tax-company", "data=resident-id-number", ""),
    half("object-false-employment", "data=resident-id-number false-employment=yes", "check-tax-company").both("reconsideration-higher"),
    half("check-company-registration", "data=resident-id-number", ""),
    half("revoke-false-company", "data=resident-id-number false-company=yes", "check-company-registration").both("reconsideration-inaction"),
    step("biometric-steps", "data=face-or-fingerprint leaker-known=certain leaker-kind=property-manager consumer=yes accepted-elsewhere=nobody", "capture-evidence demand-delete-stop")
        .both("choose-court injunction conduct-preservation").open("complain-cac complaint-12315"),
    half("biometric-payment-limits", "data=face-or-fingerprint", ""),
    step("health-steps", "data=health leaker-known=certain leaker-kind=hospital goal=deletion", "capture-evidence demand-delete-stop")
        .both("health-commission choose-court civil-suit").open("complain-cac"),
    half("health-commission", "data=health leaker-known=certain leaker-kind=hospital", "capture-evidence demand-delete-stop health-steps=refused@2026-11-20")
        .both("reconsideration-inaction"),
    half("medical-insurance-misuse", "impersonation=insurance-medical", ""),
    step("work-data-steps", "leaker-known=certain leaker-kind=employer goal=stop", "capture-evidence")
        .both("labour-inspection choose-court civil-suit").open("complain-cac"),
    half("labour-inspection", "leaker-known=certain leaker-kind=employer", "capture-evidence work-data-steps=refused@2026-11-20").both("reconsideration-inaction"),
    half("tell-employer", "data=work-data leaker-known=no-idea", "capture-evidence"),
    step("abroad-victim", "where-now=abroad", ""),
    step("support", "danger=threats", ""),
    step("secondary-scam-alert", "money-state=lost", ""),
    step("mediation-seal", "leaker-known=certain leaker-kind=e-shop consumer=yes accepted-elsewhere=nobody settlement-offered=yes", "capture-evidence complaint-12315"),
    half("mediation-confirm", "leaker-known=certain leaker-kind=e-shop consumer=yes accepted-elsewhere=nobody settlement-offered=yes", "capture-evidence complaint-12315 mediation-seal@2026-11-20")
        .both("suit-on-agreement"),
    half("suit-on-agreement", "leaker-known=certain leaker-kind=e-shop consumer=yes accepted-elsewhere=nobody settlement-offered=yes", "capture-evidence complaint-12315@2026-11-10 mediation-seal@2026-11-12 mediation-confirm=refused@2026-11-20"),
    step("enforce", "goal=compensation leaker-known=certain leaker-kind=e-shop debtor-performed=no performance-due-on=2026-10-01", "capture-evidence choose-court civil-suit=judgment-for@2026-09-01"),
    step("monitor-and-close", "", "capture-evidence@2026-10-01"),
];

/// Steps whose basis is the person's own care: no law orders them, they only keep harm away.
#[rustfmt::skip]
pub(super) const OWN_CARE: &[(&str, &str)] = &[
    ("bank-atm-transfer-cancel", "a service of the bank; the rule behind it was not seen in a source"),
    ("cut-remote-access", "it ends the access; whatever the law says, it has to come first"),
    ("harden-accounts", "locks that everybody sets for oneself"),
    ("warn-circle", "a word to those who may be deceived next"),
    ("replace-card", "a service of the bank by its own terms"),
    ("reset-device", "it cleans one's own device"),
    ("check-net-accounts", "a service of the ministry that goes beyond what the law orders"),
    ("check-tax-company", "a look at one's own tax record"),
    ("object-false-employment", "a function of the tax app; the rule behind it was not seen in a source"),
    ("check-company-registration", "a look at a public register"),
    ("revoke-false-company", "the rule on false registration was not seen in a source"),
    ("medical-insurance-misuse", "a service line; the rule behind it was not seen in a source"),
    ("tell-employer", "a duty of one's own work, not of the law on personal data"),
    ("foreign-data-authority", "the law of the company's country, which differs"),
    ("secondary-scam-alert", "a warning"),
];

/// Steps addressed to nobody.
#[rustfmt::skip]
pub(super) const NOBODY: &[(&str, &str)] = &[
    ("dont-engage", "a thing not to do"),
    ("cut-remote-access", "done on one's own device"),
    ("reset-device", "done on one's own device"),
    ("change-passwords", "done in one's own accounts, in the order the step gives"),
    ("harden-accounts", "done in one's own accounts"),
    ("capture-evidence", "done by oneself, before anything is deleted"),
    ("contact-log", "a list kept by oneself"),
    ("warn-circle", "said to one's own family, friends and colleagues"),
    ("use-network-id", "an app of the person's own choice, named in the step"),
    ("trace-source", "a table made by oneself"),
    ("suit-without-defendant", "a thing not to do"),
    ("secondary-scam-alert", "a thing not to do"),
    ("monitor-and-close", "one's own calendar"),
];
