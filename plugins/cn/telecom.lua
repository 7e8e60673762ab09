-- The communications administration (通信管理局) of a province, which decides appeals against phone companies.

local provinces = require("provinces")
local hotline = require("hotline")

-- Only the sites that were seen; the others are not guessed from the pattern.
local sites = {
  ["CN-BJ"] = "https://bjca.miit.gov.cn",
  ["CN-TJ"] = "https://tjca.miit.gov.cn",
  ["CN-SX"] = "https://sxca.miit.gov.cn",
  ["CN-NM"] = "https://nmca.miit.gov.cn",
  ["CN-HL"] = "https://hljca.miit.gov.cn",
  ["CN-SH"] = "https://shca.miit.gov.cn",
  ["CN-JX"] = "https://jxca.miit.gov.cn",
  ["CN-GD"] = "https://gdca.miit.gov.cn",
  ["CN-GX"] = "https://gxca.miit.gov.cn",
  ["CN-CQ"] = "https://cqca.miit.gov.cn",
  ["CN-GZ"] = "https://gzca.miit.gov.cn",
  ["CN-SN"] = "https://shxca.miit.gov.cn",
}

local to_check = {
  zh = "在官网上核对申诉电话和办法；提交申诉仍用下面的全国网站。",
  en = "Check the telephone and the procedure here; to file, use the national site below.",
}

-- The province of the number's home decides, not where the person lives.
return function(region)
  local province = provinces[region]
  if not province then
    return nil
  end
  local zh, en = province.zh .. "通信管理局", "Communications Administration of " .. province.en
  local body = {
    name = { zh = zh, en = en },
    note = {
      zh = "由号码归属地的通信管理局处理。",
      en = "The administration of the province where the number is at home decides.",
    },
    hotline.in_the_capital(province, "12300"),
  }
  local site = sites[region]
  if site then
    body[2] = { web = site, name = { zh = zh .. "官网", en = "Its own site" }, note = to_check }
  end
  return body
end
