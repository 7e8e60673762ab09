-- Runs first in every machine: takes away what plugins may not have, and bounds what stays.
--
-- Whatever is not on the list below is removed, so that a function that a later Luau adds is not there either. A function
-- that one call can keep busy for long is wrapped; comparisons are written `not (n <= limit)` so that NaN is refused. The
-- machine counts steps in Lua code and in patterns; nothing else counts, so nothing else may take long.

local outside = ... -- the functions that are written in Rust

local ALLOWED = {
  assert = true, error = true, getmetatable = true, ipairs = true, next = true, pairs = true, pcall = true,
  rawequal = true, rawget = true, rawlen = true, rawset = true, require = true, select = true, setmetatable = true,
  tonumber = true, tostring = true, type = true, unpack = true, xpcall = true,
  string = {
    byte = true, char = true, find = true, format = true, gmatch = true, gsub = true, len = true, lower = true,
    match = true, rep = true, reverse = true, sub = true, upper = true,
  },
  table = { concat = true, insert = true, pack = true, remove = true, sort = true, unpack = true },
  -- no sine, exponent or logarithm: they differ from system to system in the last digit
  math = {
    abs = true, ceil = true, floor = true, fmod = true, huge = true, max = true, min = true, modf = true, pi = true,
    sqrt = true,
  },
  utf8 = { char = true, charpattern = true, codepoint = true, codes = true, len = true, offset = true },
}

local REPEATED = 1024 * 1024 -- bytes that `rep` may make
local SEARCHED = 64 * 1024 -- bytes that a pattern may be tried on; one step of it can look at all of them
local PATTERN = 256 -- bytes of a pattern; a set in brackets is gone through for each byte
local SORTED = 10000 -- items of a list that is sorted
local SPREAD = 200 -- values that one call may return

local error, getmetatable, next, pcall, rawget, rawset = error, getmetatable, next, pcall, rawget, rawset
local select, setmetatable, tonumber, tostring = select, setmetatable, tonumber, tostring
local type, xpcall = type, xpcall
local byte, find, format, gmatch, gsub = string.byte, string.find, string.format, string.gmatch, string.gsub
local match, rawlen, rep, sub = string.match, rawlen, string.rep, string.sub
local pack, sort, unpack = table.pack, table.sort, table.unpack
local codepoint = utf8.codepoint

local _G = _G
for name in next, _G do
  local allowed = ALLOWED[name]
  if allowed == nil then
    _G[name] = nil
  elseif allowed ~= true then
    local library = _G[name]
    for member in next, library do
      if not allowed[member] then library[member] = nil end
    end
  end
end

-- Errors and metatables

local function note(problem)
  if problem == "not enough memory" then outside.out_of_memory() end
  return problem
end

local function noted(done, ...)
  if not done then note((...)) end -- also where there was no memory left to call `note`
  return done, ...
end

function _G.pcall(run, ...)
  return noted(xpcall(run, note, ...))
end

local function handled(handle, done, ...)
  if done then return true, ... end
  return false, select(2, _G.pcall(handle, (...)))
end

function _G.xpcall(run, handle, ...)
  if type(handle) ~= "function" then error("xpcall takes a function that handles the error", 2) end
  return handled(handle, _G.pcall(run, ...))
end

function _G.getmetatable(value)
  -- a string's is shared by all strings
  if type(value) == "table" then return getmetatable(value) end
  return nil
end

function _G.setmetatable(value, meta)
  if type(meta) == "table" then
    for _, field in next, { "__mode", "__gc", "__close" } do
      if rawget(meta, field) ~= nil then error(format("a metatable cannot have `%s` here", field), 2) end
    end
  end
  return setmetatable(value, meta)
end

-- What a value is called: never where it stands in memory

local function name(value)
  local text = tostring(value)
  if type(value) == "string" or type(value) == "number" then return text end
  return (gsub(text, ": 0x%x+$", ""))
end

function _G.tostring(...)
  if select("#", ...) == 0 then error("tostring takes a value", 2) end
  return name((...))
end

function _G.string.format(form, ...)
  local values = pack(...)
  if not (values.n <= SPREAD) then error("string.format takes at most 200 values", 2) end
  for index = 1, values.n do
    local kind = type(values[index])
    if kind ~= "string" and kind ~= "number" and kind ~= "boolean" and kind ~= "nil" then
      values[index] = name(values[index])
    end
  end
  return format(form, unpack(values, 1, values.n))
end

-- Order: that of keys which are tables or functions would be the order of their addresses

local function ordered(value, key)
  local found, content = next(value, key)
  local kind = type(found)
  if kind ~= "string" and kind ~= "number" and kind ~= "nil" and kind ~= "boolean" then
    error("a table that has a " .. kind .. " as a key cannot be gone through: its order is not certain", 2)
  end
  return found, content
end

_G.next = ordered

function _G.pairs(value)
  if type(value) ~= "table" then error("pairs takes a table, not a " .. type(value), 2) end
  return ordered, value, nil
end

-- Strings

-- What the library takes for a number: a text in digits too, so that a limit cannot be passed by writing it as one.
local function count(value)
  return type(value) == "string" and tonumber(value) or value
end

local function is_text(value)
  return type(value) == "string" or type(value) == "number"
end

local function check_pattern(what, text, pattern)
  if not is_text(text) or not is_text(pattern) then
    error(what .. " takes two texts, not a " .. type(text) .. " and a " .. type(pattern), 3)
  end
  if not (#(pattern .. "") <= PATTERN) then error(what .. " takes a pattern of at most 256 bytes", 3) end
  if not (#(text .. "") <= SEARCHED) then error(what .. " takes a text of at most 65536 bytes", 3) end
end

function _G.string.find(text, pattern, init, plain)
  if is_text(text) and is_text(pattern) and (plain or not find(pattern, "[%^%$%*%+%?%.%(%[%%%-]")) then
    text, pattern = text .. "", pattern .. ""
    if #text * #pattern <= SEARCHED then return find(text, pattern, init, true) end
    local from = init == nil and 1 or init
    if type(from) ~= "number" or from ~= from then error("string.find takes a number as its third value", 2) end
    if from < 0 then from = #text + from + 1 end
    if from < 1 then from = 1 end
    if not (from <= #text + 1) then return nil end
    local at = outside.find(text, pattern, from - from % 1)
    if at then return at, at + #pattern - 1 end
    return nil
  end
  check_pattern("string.find", text, pattern)
  return find(text, pattern, init)
end

function _G.string.match(text, pattern, init)
  check_pattern("string.match", text, pattern)
  return match(text, pattern, init)
end

function _G.string.gmatch(text, pattern)
  check_pattern("string.gmatch", text, pattern)
  return gmatch(text, pattern)
end

function _G.string.gsub(text, pattern, ...)
  check_pattern("string.gsub", text, pattern)
  return gsub(text, pattern, ...)
end

function _G.string.rep(text, times)
  times = count(times)
  if is_text(text) and type(times) == "number" then
    if not (times <= REPEATED and #(text .. "") * times <= REPEATED) then
      error("string.rep makes at most 1048576 bytes", 2)
    end
  end
  return rep(text, times)
end

-- Lists

local function check_spread(what, from, to)
  if type(from) == "number" and type(to) == "number" and not (to - from < SPREAD) then
    error(what .. " returns at most 200 values", 3)
  end
end

function _G.string.byte(text, from, to)
  from, to = count(from), count(to)
  if to ~= nil and is_text(text) then
    local size = #(text .. "")
    local first, last = from or 1, to
    if type(first) == "number" and first < 0 then first = first + size + 1 end
    if type(last) == "number" and last < 0 then last = last + size + 1 end
    if type(last) == "number" and last > size then last = size end
    check_spread("string.byte", first, last)
  end
  return byte(text, from, to)
end

function _G.utf8.codepoint(text, from, to)
  from, to = count(from), count(to)
  if to ~= nil and is_text(text) then
    local size = #(text .. "")
    local first, last = from or 1, to
    if type(first) == "number" and first < 0 then first = first + size + 1 end
    if type(last) == "number" and last < 0 then last = last + size + 1 end
    check_spread("utf8.codepoint", first, last)
  end
  return codepoint(text, from, to)
end

function _G.table.unpack(list, from, to)
  from, to = count(from), count(to)
  -- counted as the library does, whatever a metatable says of the length
  if type(list) == "table" then check_spread("table.unpack", from or 1, to or rawlen(list)) end
  return unpack(list, from, to)
end

_G.unpack = _G.table.unpack

local function smaller(one, other)
  return one < other
end

function _G.table.sort(list, before)
  if type(list) == "table" and not (rawlen(list) <= SORTED) then error("table.sort takes at most 10000 items", 2) end
  if before ~= nil and type(before) ~= "function" then error("table.sort takes a function that compares", 2) end
  -- always compared in Lua, where it counts
  local compare = before == nil and smaller or function(one, other)
    return before(one, other)
  end
  return sort(list, compare)
end

-- Modules: those of the plugin itself, each run once a call

local modules, loading = {}, { ["init.lua"] = true }

function _G.require(module)
  if type(module) ~= "string" then error("require takes the name of a module", 2) end
  local file, problem = outside.module(module)
  if not file then error(problem, 2) end
  if modules[file] ~= nil then return modules[file] end
  if loading[file] then error("`" .. file .. "` requires itself", 2) end
  local run, wrong = outside.load(file)
  if not run then error(wrong, 0) end
  loading[file] = true
  local done, value = _G.pcall(run)
  loading[file] = nil
  if not done then error(value, 0) end
  if value == nil then error("`" .. file .. "` returns nothing", 2) end
  modules[file] = value
  return value
end

-- The call itself: what it comes to is a word and a value

local HOOKS = { channels = true, basis = true, deadline = true }

local function exports(main)
  local found = main()
  if type(found) ~= "table" then return nil, "`init.lua` returns a " .. type(found) .. ", not a table of hooks" end
  for hook, run in next, found do
    if not HOOKS[hook] then
      local called = type(hook) == "string" and "`" .. sub(hook, 1, 40) .. "`" or "a " .. type(hook)
      return nil, "`init.lua` returns " .. called .. "; the hooks are `channels`, `basis` and `deadline`"
    elseif type(run) ~= "function" then
      return nil, "the hook `" .. hook .. "` is a " .. type(run) .. ", not a function"
    end
  end
  return found
end

local function ask(main, hook, subject, case)
  local found, problem = exports(main)
  if not found then return "misfit", problem end
  if hook == nil then return "hooks", found end
  local run = rawget(found, hook)
  if not run then return "none" end
  outside.asked(run)
  return "answer", (run(subject, case))
end

return function(...)
  local done, word, value = xpcall(ask, outside.failed, ...)
  if done then return word, value end
  if type(word) == "string" or type(word) == "number" then return "error", word .. "" end
  return "error", "the error is a " .. type(word) .. ", not a text"
end
