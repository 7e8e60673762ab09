-- The provincial offices that answer at a short number: post, central bank, government hotline.

local provinces = require("provinces")
local hotline = require("hotline")

-- Government apps: known by name only.
local apps = {
  ["CN-BJ"] = "京通",
  ["CN-TJ"] = "津心办",
  ["CN-HE"] = "冀时办",
  ["CN-SX"] = "三晋通",
  ["CN-NM"] = "蒙速办",
  ["CN-LN"] = "辽事通",
  ["CN-JL"] = "吉事办",
  ["CN-HL"] = "全省事",
  ["CN-SH"] = "随申办",
  ["CN-JS"] = "苏服办",
  ["CN-ZJ"] = "浙里办",
  ["CN-AH"] = "皖事通",
  ["CN-FJ"] = "闽政通",
  ["CN-JX"] = "赣服通",
  ["CN-SD"] = "爱山东",
  ["CN-HA"] = "豫事办",
  ["CN-HB"] = "鄂汇办",
  ["CN-HN"] = "湘易办",
  ["CN-GD"] = "粤省事",
  ["CN-GX"] = "智桂通",
  ["CN-HI"] = "海易办",
  ["CN-CQ"] = "渝快办",
  ["CN-SC"] = "天府通办",
  ["CN-GZ"] = "贵人服务",
  ["CN-YN"] = "办事通",
  ["CN-SN"] = "秦务员",
  ["CN-GS"] = "甘快办",
  ["CN-QH"] = "青松办",
  ["CN-NX"] = "我的宁夏",
}

local app_note = {
  zh = "App的名称没有核实，请只从手机自带的应用商店下载，或打12345问。",
  en = "The app's name was not checked: take it only from your phone's own app store, or ask 12345.",
}

local offices = {}

-- The person's own province.
function offices.postal(region)
  local province = provinces[region]
  if not province then
    return nil
  end
  return {
    name = { zh = province.zh .. "邮政管理局", en = "Postal Administration of " .. province.en },
    hotline.in_the_capital(province, "12305"),
  }
end

-- The person's own province.
function offices.central_bank(region)
  local province = provinces[region]
  if not province then
    return nil
  end
  local channel = hotline.in_the_capital(province, "12363")
  if province.city then
    channel.note = {
      zh = "没有逐省核实（区号+12363）；住在别的城市的，先试本市区号加12363，不是每个城市都有，打不通就直拨12363。",
      en = "Not checked for each province (area code + 12363); in another city try its own area code first, though not "
        .. "every city has the line, or dial 12363.",
    }
  end
  return { channel }
end

-- Where the body complained of is. Each city answers its own 12345, so a province gives only its app.
function offices.government(region)
  local province = provinces[region]
  if not province then
    return nil
  end
  local body = hotline.whole_province(province, "12345")
  local app = apps[region]
  if app then
    body[#body + 1] = { app = app, name = { zh = province.zh .. "政务App", en = "Government app of " .. province.en }, note = app_note }
  end
  if #body == 0 then
    return nil
  end
  return body
end

return offices
