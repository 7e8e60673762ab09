//! The stable codes of all findings, each with its title and explanation.

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The playbook cannot be used.
    Error,
    /// The playbook can be used, but somebody should look.
    Warning,
}

impl Severity {
    /// The word used in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($name:ident $code:literal $title:literal $explanation:literal)*) => {
        /// The rule that a finding is about. Codes are stable: one is never given a second meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = concat!("`", $code, "`: ", $title, ".")] $name,)*
        }

        impl Code {
            /// Every code, in the order of the numbers.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code as printed: `E` for errors, `W` for warnings.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// What the rule is about, in a few words.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// Why the rule is there and how to satisfy it.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$name => $explanation,)* }
            }
        }
    };
}

impl Code {
    /// How bad it is to break the rule.
    #[must_use]
    pub fn severity(self) -> Severity {
        if self.as_str().starts_with('W') { Severity::Warning } else { Severity::Error }
    }

    /// Reads a code as printed; case does not matter.
    ///
    /// ```
    /// use playbook_format::Code;
    /// assert_eq!(Code::parse("e0401"), Some(Code::Cycle));
    /// assert_eq!(Code::parse("E9999"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str().eq_ignore_ascii_case(text))
    }
}

codes! {
    YamlSyntax "E0001" "malformed YAML"
        "The file is not YAML at this place, so nothing after it was read. Usual causes: a text that contains `: ` or ` #` or begins with a special character and is not quoted; a tab in the indentation; a bracket that is not closed."
    NotUtf8 "E0002" "not UTF-8"
        "Files are UTF-8. Open the file with the encoding it has and save it as UTF-8."
    ForbiddenCharacter "E0003" "control, bidirectional or zero-width character"
        "Characters that do not show, or that change the order in which the rest is shown, can make a number or address read differently from what it is. They are refused everywhere, also when written as an escape in a quoted text."
    YamlFeature "E0004" "YAML feature that playbooks do not use"
        "Anchors, aliases, tags, several documents in one file, and keys that are maps or lists are refused: they make a file hard to read, and some of them make a small file very large in memory."
    DuplicateKey "E0005" "a key twice in one map"
        "YAML would keep one of the two values and drop the other without a word. Remove or rename one."
    Limit "E0006" "a limit was hit"
        "The file is larger or deeper than anything a playbook needs: 16 MiB a file, 32 levels, 2,000,000 values, 10,000 steps, 1,000 choices. Larger programs can be built through the library."
    MissingFile "E0007" "a file is missing"
        "A playbook is a folder with a `playbook.yaml`, and one `locales/LANGUAGE.yaml` for each of its further `languages`."
    UnexpectedFile "W0008" "a file that nothing reads"
        "A YAML file stands where none is read, so what it says has no effect. Files: `playbook.yaml`, `calendar.yaml`, `breach-classes.yaml`, `locales/*.yaml`, `scenarios/*.yaml`, `documents/`."

    UnknownKey "E0101" "unknown key"
        "The key has no meaning here, so what it says would have no effect. The message names the nearest key that has."
    WrongType "E0102" "a value of the wrong kind"
        "A map, a list or a text stands where another of them is needed, or nothing stands there."
    MissingKey "E0103" "a key is missing"
        "The thing cannot be used without this key."
    MalformedId "E0104" "malformed id"
        "Ids are lowercase letters, digits and single hyphens between them (`bank-freeze`), at most 64 characters, because they are typed on the command line."
    NotAChoice "E0105" "a word that is not one of the choices"
        "The field takes one of a few words; the message lists them."
    MalformedDate "E0106" "malformed date"
        "Dates are written YEAR-MONTH-DAY (`2026-11-23`), moments `2026-11-23T20:00+08:00`."
    MalformedTerm "E0107" "malformed term"
        "A term is a number from 1 to 100000 and a unit: `5 minutes`, `48 hours`, `7 days`, `15 working-days`, `2 weeks`, `3 months`, `1 year`."
    Empty "E0108" "an empty text or list"
        "An empty text would show as nothing, an empty list has no effect. Write something or leave the key out."
    Reserved "E0109" "a reserved word as an id"
        "`any`, `all` and `not` combine conditions, and `unknown` is the answer \"I don't know\" that every fact has. None of them can be declared."
    ListedTwice "E0110" "the same thing twice in a list"
        "A second mention has no effect; usually another id was meant."
    MalformedNumber "E0111" "malformed number"
        "Numbers are whole and written with digits only, with a `-` before them where they are negative."
    UnknownTimeZone "E0112" "unknown time zone"
        "Days are counted in this zone. It is an IANA name such as `Asia/Shanghai` or `Europe/Berlin`; `UTC` where none fits."
    MalformedCode "E0113" "malformed country, region or language code"
        "Countries are ISO 3166-1 (`CN`) or `EU`, regions ISO 3166-2 of that country (`CN-GD`), languages BCP 47 (`zh`, `pt-BR`)."
    WrongFolder "E0114" "the playbook's id is not its folder's name"
        "A playbook is addressed by the name of its folder; `playbook:` repeats it so that a file alone says what it is."

    UnknownFact "E0201" "unknown fact"
        "No fact of this id is declared here or in the playbooks that are extended."
    UnknownStep "E0202" "unknown step"
        "No step of this id is declared here or in the playbooks that are extended."
    UnknownName "E0203" "neither a fact nor a step"
        "A condition tests facts and steps by their ids; this is neither."
    UnknownLaw "E0204" "unknown law"
        "No law of this id is declared under `laws`."
    UnknownAuthority "E0205" "unknown authority"
        "No authority of this id is declared under `authorities`."
    UnknownDocument "E0206" "unknown document"
        "No document of this id is declared under `documents`."
    UnknownRegion "E0207" "unknown region"
        "The region is not declared under `regions`, or belongs to another country."
    UnknownValue "E0208" "a value the fact cannot have"
        "The test could never be true, or the answer could never be given. The message names the nearest value that the fact has."
    NameClash "E0209" "a fact and a step with the same id"
        "Conditions name facts and steps alike, so they share one name space."
    UnknownOutcome "E0210" "unknown outcome"
        "A step is tested for `done`, `granted`, `refused`, `partly`, `asks-id`, `wrong-addressee`, `acknowledged`, `extended` or `unanswered`."
    UnknownPlaybook "E0211" "unknown playbook"
        "`extends` names a playbook whose folder is not there."

    TestNotAllowed "E0301" "a test that the fact's type does not allow"
        "Choices are tested by value, sets also by `all-of` and `none-of`, amounts, numbers and dates by `at-least` and `below`, dates and moments by `within`."
    TextInCondition "E0302" "a text fact in a condition"
        "Text facts are for letters. What somebody writes freely cannot decide what they should do; ask a question with choices."
    UnansweredWithoutReply "E0303" "`unanswered` of a step without `reply`"
        "Silence is recognised by the end of the reply term, so the step that is tested needs `reply`."
    OutcomeWithoutReply "W0304" "an outcome of a step without `reply`"
        "The step has no `reply`, so the person is never told to wait for an answer or asked how it ended."
    EmptyCondition "E0305" "an empty condition"
        "An empty map would always be true and an empty list never. Leave the key out where there is no condition."
    OutcomeInDoneWhen "E0306" "a step outcome in `done-when`"
        "`done-when` counts a step as done by the person's answers; it is over facts only."
    NotAnAnchor "E0307" "a term counted from something without a date"
        "Terms count from a date or moment fact, or from `{ STEP: OUTCOME }`."

    Cycle "E0401" "steps that wait for each other"
        "Along `requires`, `after` and tested outcomes (in `when`, `accepts`, variants, anchors and the `when` of facts) no step may wait for itself; nobody could begin."
    VariantOverlap "E0402" "variants that set the same field at the same time"
        "Two variants of a step that set the same field must exclude each other, otherwise it is not said which holds. The message shows answers for which both hold."
    VariantUndecided "W0403" "variants that could not be compared"
        "The conditions of two variants that set the same field are too large to decide whether they exclude each other. Make them simpler."
    UnsureMissing "E0404" "an emergency step that does not say `unsure`"
        "A step advised within an hour must say what happens when the person does not know: `unsure: recommend` or `unsure: hold`."
    UrgentRequires "E0405" "a step of minutes that requires another"
        "What must be done within 15 minutes cannot wait for anything else. Use `after`, which never blocks."
    AvoidRequires "E0406" "a thing not to do that requires something"
        "An `avoid` step is never done, so it cannot require, be required or have terms."
    AlternativeToItself "E0407" "a step that stands to itself"
        "A step cannot be an alternative to itself, require itself or come after itself."
    BarsWithoutLost "E0408" "a barring deadline that does not say what is lost"
        "The person must be told what ends with the deadline: `lost: the right to …`."
    DateOrder "E0409" "dates in the wrong order"
        "The first day is after the last, so it never applies."
    MalformedSeason "E0410" "malformed season"
        "`yearly` is two days of the year, first and last: `yearly: [01-15, 11-14]`."

    LawWithoutSource "E0501" "a law without source"
        "Nobody should be sent to an authority with a law that nobody can look up: `source: { url: …, kind: official }`."
    ChannelWithoutSource "W0502" "a channel without source"
        "The number or address is shown to the person as unverified. Say where it was seen: `source` and `verified`."
    ReviewOverdue "W0503" "an overdue review"
        "The date of `review-by` has passed: look at the source again, then change `verified` and `review-by`."
    OutsideDomains "E0504" "a channel outside the authority's domains"
        "Web and email channels must be under one of the authority's `domains`, so that a mistyped or false address is found before a victim uses it."
    MalformedPhone "E0505" "malformed phone number"
        "Digits, spaces, hyphens and brackets, with a `+` in front of a country code; 3 to 15 digits."
    MalformedUrl "E0506" "malformed URL"
        "`https://host/path` with a real host, without user name or password, spaces or characters outside ASCII (write them percent-encoded)."
    MalformedEmail "E0507" "malformed email address"
        "`name@host` in ASCII."
    ChannelKind "E0508" "a channel of no kind or of several"
        "A channel has exactly one of `phone`, `web`, `app`, `email`, `post`, `in-person` and `look-up`."
    VerifiedInFuture "W0509" "verified in the future"
        "`verified` is the date of the source, so it cannot be later than today."
    Placeholder "W0510" "a text that is still to be written"
        "What stands in `<<` and `>>` is a placeholder, as `playbook new` leaves them. The person would read it as it stands."

    NothingToDrop "E0601" "`~` where nothing is inherited"
        "`~` drops something that an extended playbook has. Here there is nothing of this name to drop."
    ExtendsLoop "E0602" "playbooks that extend each other"
        "A playbook cannot extend itself, directly or through others."
    NothingToChange "E0603" "a change to something that is not inherited"
        "An overlay that names a new id declares a new thing, which needs all its fields. Usually the id of an inherited thing was meant."

    MissingTranslation "E0701" "a missing translation"
        "Every text must be there in every one of `languages`. The message names the key path, where the text stands and the file that lacks it."
    StrayTranslation "E0702" "a translation of nothing"
        "The locale file translates a text that the playbook does not have."
    TranslationLength "E0703" "a translated list of another length"
        "Lists are translated by position, so both must have as many items. Use `{}` for a channel without texts."
    UndeclaredLanguage "W0704" "a locale file of a language that is not declared"
        "The language is not in `languages`, or is the first of them, whose texts stand in `playbook.yaml`."

    UnusedFact "W0801" "an unused fact"
        "No condition, anchor, plugin or table uses the fact, so asking for it changes nothing."
    UnusedLaw "W0802" "an unused law"
        "No step rests on it."
    UnusedAuthority "W0803" "an unused authority"
        "No step reports to it."
    UnusedDocument "W0804" "an unused document"
        "No step needs it."

    NothingExpected "E0901" "a scenario that expects nothing"
        "A scenario needs at least one key under `expect`; otherwise it can never fail."
    MalformedEvent "E0902" "malformed event"
        "An event is one of `{ done: STEP }`, `{ reply: STEP, outcome: OUTCOME }`, `{ skip: STEP }` and `{ answer: { FACT: VALUE } }`, with `on: DATE` where it did not happen at `on`."
    CalendarDay "E0903" "a day that does not fit the calendar"
        "A day stands under another year, twice, both as off and as worked, or is a make-up working day that is no weekend."

    PluginMissing "E1001" "a plugin that is not there"
        "The playbook declares it under `plugins`, and there is no folder of this name with an `init.lua`: everybody would be shown the national channels with a warning. Plugins are looked for in `--plugins DIR`, then in `plugins` beside the folder of the playbooks, then inside the program."
    PluginSource "E1002" "a plugin's file that cannot be used"
        "Files of plugins are Lua in UTF-8 without characters that do not show, 64 KiB each, called by small letters, digits, `-` and `_`. Every file is compiled, also those that no question needs."
    PluginFails "E1003" "a hook that fails"
        "The hook ended in an error or hit a limit of steps, time or memory. A person in this situation is shown the national channels, with a warning. Each hook is asked with every region of `regions` about every authority with `channels: plugin`, every step, or every step with `deadline: plugin`: 4,000 questions at most, and 400 more with other values of the other facts that the plugin sees."
    PluginRefused "E1004" "an answer that is refused"
        "What a hook answers is judged like a playbook file: well-formed numbers and addresses, under the authority's `domains`, of no other country, laws and anchors that exist. One fault refuses the whole answer, because who got one number wrong is not believed about the next."
    PluginUnsteady "E1005" "a hook that answers the same question differently"
        "An answer rests on the question alone, so that it can be explained and checked. All questions are asked in a row, what is answered again in the opposite order, and some by themselves. If anything fails or differs, each is asked by itself, in a machine that knows of no other: the first eight that a hook answers eight times, the others twice; a step for which it names no law is asked about once."
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_unique_and_in_order() {
        let numbers: Vec<&str> = Code::ALL.iter().map(|code| &code.as_str()[1..]).collect();
        assert!(numbers.is_sorted());
        assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), numbers.len());
        assert!(Code::ALL.iter().all(|code| code.explanation().ends_with('.') && !code.title().ends_with('.')));
    }
}
