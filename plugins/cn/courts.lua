-- Which court hears a dispute about personal information that arose online: three cities have an internet court.
--
-- The suit may go to where the defendant is or to where the harm was felt, which includes the victim's home; so both
-- places count. A province does not say which district, so the court itself has to be asked.

local provinces = require("provinces")

local rule = { url = "https://hk.crntt.com/doc/1071/2/9/2/107129219.html", kind = "secondary" }
local rule_date = "2025-10-11"

local courts = {
  ["CN-BJ"] = { zh = "北京互联网法院", en = "Beijing Internet Court", city = { zh = "北京", en = "Beijing" } },
  ["CN-ZJ"] = { zh = "杭州互联网法院", en = "Hangzhou Internet Court", city = { zh = "杭州", en = "Hangzhou" } },
  ["CN-GD"] = { zh = "广州互联网法院", en = "Guangzhou Internet Court", city = { zh = "广州", en = "Guangzhou" } },
}

local function offer(court, who)
  local zh, en
  if who == "you" then
    zh = "您住在" .. court.city.zh .. "市辖区"
    en = "if you live in a city district of " .. court.city.en
  elseif who == "they" then
    zh = "对方设在" .. court.city.zh .. "市辖区"
    en = "if the other side is based in a city district of " .. court.city.en
  else
    zh = "您住在或对方设在" .. court.city.zh .. "市辖区"
    en = "if you live, or the other side is based, in a city district of " .. court.city.en
  end
  return {
    look_up = { zh = court.zh, en = court.en .. " (" .. court.zh .. ")" },
    note = {
      zh = zh .. "、纠纷发生在网上的，一审到这里立案，先打12368问那个区算不算。只管民事起诉，不管自诉和告行政机关。",
      en = "The court of first instance " .. en .. " and the dispute arose online; ask 12368 first whether that district counts. "
        .. "Civil suits only, not private prosecutions or suits against authorities.",
    },
    source = rule,
    verified = rule_date,
  }
end

return function(home, leaker)
  local at_home, at_leaker = courts[home], courts[leaker]
  if at_home and home == leaker then
    return { offer(at_home, "either") }
  end
  local offers = {}
  if at_home then
    offers[#offers + 1] = offer(at_home, "you")
  end
  if at_leaker then
    offers[#offers + 1] = offer(at_leaker, "they")
  end
  if #offers > 0 then
    return offers
  end
  if provinces[home] and provinces[leaker] then
    return {
      note = {
        zh = "您住的省和对方所在的省都没有互联网法院：一般去被告所在地或侵权行为地的基层法院；网上侵权的，您住的区、县也可以。打12368可以确认。",
        en = "Neither your province nor theirs has an internet court: normally the basic court where the defendant is or the wrong was done; for a wrong done online also that of your own district. 12368 confirms it.",
      },
    }
  end
  return nil
end
