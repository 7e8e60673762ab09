-- Short numbers behind an area code: reachable from another province, unlike the bare short number.
--
-- That they are formed in this way is common knowledge; no official page was seen that gives them one by one. So none
-- of them has a source, and each says how to check it.

-- One sentence: where there is little room, only the first of a note is shown.
local pattern = {
  zh = "没有逐省核实（区号+%s），打不通就直拨%s问正确的号码。",
  en = "Not checked for each province (area code + %s); if it does not answer, dial %s and ask for the right number.",
}

local function name(province)
  if not province.city then
    return { zh = province.zh, en = province.en }
  end
  return {
    zh = province.zh .. "（" .. province.city.zh .. "）",
    en = province.en .. " (" .. province.city.en .. ")",
  }
end

local hotline = {}

-- The number of the office in the provincial capital.
function hotline.in_the_capital(province, short)
  return {
    phone = province.code .. "-" .. short,
    name = name(province),
    note = { zh = string.format(pattern.zh, short, short), en = string.format(pattern.en, short, short) },
  }
end

-- Where every city has a line of its own, the area code of the capital is right for a municipality alone.
function hotline.whole_province(province, short)
  if province.city then
    return {}
  end
  return { hotline.in_the_capital(province, short) }
end

return hotline
