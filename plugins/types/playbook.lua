---@meta
-- What an editor needs to know of plugins; nothing here runs.

---A text for the person: the same in every language, or one a language: `{ zh = "...", en = "..." }`.
---@alias Text string | table<string, string>

---A day: `2026-11-20`.
---@alias Day string

---The facts that the playbook lets the plugin see, by id; `case.leaker_kind` and `case["leaker-kind"]` are the same. What
---was not answered is nil; what the person does not know is `"unknown"`; a set is a list of ids, with `"?"` last where
---the rest of it is unknown. It cannot be changed.
---@class Case
---@field [string] string | number | boolean | string[] | nil

---Where something was seen.
---@class Source
---@field url string
---@field kind "official" | "mirror" | "secondary"

---One way to reach the local body: exactly one of the ways, or a `name` alone, which is a look-up of that name.
---@class Channel
---@field phone? string
---@field web? string
---@field url? string the same as `web`
---@field app? Text
---@field email? string
---@field post? Text
---@field in_person? Text
---@field look_up? Text
---@field kind? string a kind of way, together with `value`
---@field value? Text
---@field id? string no two channels have the same
---@field priority? number lower ones first; 0 if it is not there
---@field name? Text
---@field note? Text
---@field hours? Text
---@field languages? string[]
---@field source? Source
---@field verified? Day the date of the source; without it the channel is shown as not verified
---@field review_by? Day

---A list of channels; `name` and `note` say what the local body is called and what to know about it.
---@class Channels
---@field name? Text
---@field note? Text
---@field [integer] Channel

---A law that the playbook does not have.
---@class Law
---@field title Text
---@field article? Text
---@field source Source
---@field verified? Day
---@field review_by? Day

---@class Deadline
---@field within string a term: `"3 years"`, `"15 working-days"`
---@field from string | table<string, string | string[]> a fact, or `{ ["police-report"] = "refused" }`
---@field basis? string the id of a law of the playbook
---@field bars? boolean whether the right is gone afterwards
---@field lost? Text what is lost

---What `init.lua` returns; every hook may be left out, and nil means that there is nothing regional to say.
---@class Hooks
---@field channels? fun(authority: string, case: Case): Channels | nil
---@field basis? fun(step: string, case: Case): (string | Law)[] | nil
---@field deadline? fun(step: string, case: Case): Deadline | nil

---Returns what a module of this plugin returns: `require("offices")`, `require("data.north")`.
---@param module string
---@return any
function require(module) end
