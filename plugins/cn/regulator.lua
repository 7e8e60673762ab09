-- The internet regulator (网信办) of a province: its reporting desk, or word that none is confirmed.

local provinces = require("provinces")
local desks = require("desks")
local hotline = require("hotline")

local function body(province)
  return { zh = province.zh .. "网信办", en = "Internet regulator of " .. province.en .. " (网信办)" }
end

local function none_confirmed(province)
  return {
    zh = "没有找到" .. province.zh .. "网信办举报入口的可靠来源，请用下面的渠道。打12345时说“请转网信部门”。",
    en = "No reliable source gives this regulator's own desk, so use the ways below. At 12345 say “请转网信部门” "
      .. "(please pass this to the internet regulator).",
  }
end

-- The desk's own channels, then the hotline that passes a complaint on to the regulator.
local function answer(province, note, channels)
  local local_body = { name = body(province), note = note }
  for i, channel in ipairs(channels) do
    local_body[i] = channel
  end
  for _, channel in ipairs(hotline.whole_province(province, "12345")) do
    local_body[#local_body + 1] = channel
  end
  return local_body
end

local regulator = {}

-- Of the organisation that leaked: the place of its filing number or seat decides, not the person's home.
function regulator.of_the_leaker(region)
  local province = provinces[region]
  if not province then
    return nil
  end
  local desk = desks[region]
  if not desk then
    return answer(province, none_confirmed(province), {})
  end
  local note = {
    zh = "备案号以“" .. province.icp .. "”开头的网站、App，或设在" .. province.zh
      .. "的单位，归这里管。写明“违法处理个人信息，依据个人信息保护法第六十五条，请告知处理结果”。",
    en = "For sites and apps whose filing number begins with " .. province.icp .. ", and organisations based in "
      .. province.en .. ". Write: 违法处理个人信息，依据个人信息保护法第六十五条，请告知处理结果 (unlawful processing of "
      .. "personal information; under article 65 please tell me the result).",
  }
  if desk.only_filed_here then
    note.zh = note.zh .. "微信、QQ、微博上的内容，它请您找12377。"
    note.en = note.en .. " It sends you to 12377 for what is on WeChat, QQ or Weibo."
  end
  return answer(province, note, desk.channels)
end

-- Of the person's own home, about a platform abroad.
function regulator.at_home(region)
  local province = provinces[region]
  if not province then
    return nil
  end
  local desk = desks[region]
  if not desk then
    return answer(province, none_confirmed(province), {})
  end
  if desk.only_filed_here then
    return answer(province, {
      zh = province.zh .. "的举报中心只收本省备案的网站和App；境外平台请用下面的渠道。",
      en = "The desk of this province takes only sites and apps filed there; for a platform abroad use the ways below.",
    }, {})
  end
  return answer(province, nil, desk.channels)
end

return regulator
