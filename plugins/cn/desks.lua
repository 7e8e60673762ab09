-- The reporting desks of the provincial internet regulators (网信办), as far as a source names them.
--
-- A province that is absent has no desk that a source of any weight confirms: the national channels stand, and say so.
-- Mailboxes at free providers are left out even where a source names them: anybody may open one there, so no list of
-- domains could guard them. Desks of single cities are left out too, because no fact says which city.

local liaoning = { url = "http://www.hj5999.com/zx/hlwwfhblxxjbfs/", kind = "secondary" }
local jiangsu = { url = "http://yz12377.yznews.com.cn/content/content_7136174.html", kind = "official" }
local zhejiang = { url = "https://www.zjjubao.com/about/guide", kind = "secondary" }
local fujian = { url = "http://jubao.fjsen.com", kind = "official" }
local shandong = { url = "https://mryyxy.com/gonggao/2022-03-07/1970.html", kind = "secondary" }
local henan = { url = "https://py.henanjubao.com/jbzn/", kind = "official" }
local guangdong = { url = "https://www.cagd.gov.cn/v/2024/04/4881.html", kind = "official" }
local shaanxi = { url = "http://www.7bes3.com/jubao/content/202601/01/c4.html", kind = "secondary" }

local unchecked = {
  zh = "没有核实还在用（只在别的网页上见过），打不开或者不是网信办的网站，就用12377。",
  en = "Not confirmed to be in use (seen only as a link on other pages); if it does not open, or is not the regulator's site, use 12377.",
}
local both = {
  zh = "同一来源还写了029-63907152；两个号码中可能有一个是传真。",
  en = "The same source also gives 029-63907152; one of the two may be a fax.",
}

local function web(value, source, verified, note)
  return { web = value, source = source, verified = verified, note = note }
end

local function phone(value, source, verified, note)
  return { phone = value, source = source, verified = verified, note = note }
end

local function email(value, source, verified)
  return { email = value, source = source, verified = verified }
end

local function wechat(account, path, source, verified)
  local zh, en = "微信公众号“" .. account .. "”", "WeChat account " .. account
  if path then
    zh, en = zh .. "→" .. path, en .. " → " .. path
  end
  return { app = { zh = zh, en = en }, source = source, verified = verified }
end

return {
  ["CN-BJ"] = { channels = { web("http://www.bjjubao.org", nil, nil, unchecked) } },
  ["CN-LN"] = {
    channels = {
      web("https://www.lnjubao.cn", liaoning),
      phone("024-81680063", liaoning),
      email("jubao@ln.gov.cn", liaoning),
    },
  },
  ["CN-SH"] = { channels = { web("http://www.shjbzx.cn", nil, nil, unchecked) } },
  ["CN-JS"] = {
    channels = {
      web("http://www.js12377.cn", jiangsu, "2020-05-19"),
      phone("025-84412377", jiangsu, "2020-05-19"),
      email("js12377@jschina.com.cn", jiangsu, "2020-05-19"),
      wechat("江苏网络违法和有害不良信息举报", nil, jiangsu, "2020-05-19"),
    },
  },
  ["CN-ZJ"] = { channels = { web("https://www.zjjubao.com", zhejiang, "2026-07-27") } },
  ["CN-FJ"] = {
    channels = {
      web("http://jubao.fjsen.com", fujian),
      phone("0591-96123", fujian),
    },
  },
  ["CN-SD"] = {
    channels = {
      web("http://www.sdjubao.cn", shandong, "2022-03-07"),
      phone("0531-59622077", shandong, "2022-03-07"),
      wechat("山东省互联网违法和不良信息举报", "专项举报", shandong, "2022-03-07"),
    },
  },
  -- Its guide says that it takes only what is filed in the province, so nothing about a platform abroad.
  ["CN-HA"] = {
    only_filed_here = true,
    channels = {
      web("https://www.henanjubao.com", henan),
      phone("0371-65905405", henan),
    },
  },
  ["CN-HB"] = { channels = { web("http://jubao.py.cnhubei.com", nil, nil, unchecked) } },
  ["CN-HN"] = { channels = { web("http://wfblxx.rednet.cn", nil, nil, unchecked) } },
  ["CN-GD"] = {
    channels = {
      web("https://www.gdjubao.cn", guangdong, "2024-04-11"),
      wechat("广东省互联网举报中心", "我要举报", guangdong, "2024-04-11"),
      email("gdswxb-gd12377@gd.gov.cn", guangdong, "2024-04-11"),
    },
  },
  ["CN-SC"] = { channels = { web("http://www.scjb.gov.cn", nil, nil, unchecked) } },
  ["CN-SN"] = {
    channels = {
      web("http://www.shaanxijubao.cn", shaanxi, "2026-01-01"),
      phone("029-63907150", shaanxi, "2026-01-01", both),
      wechat("shaanxijubao", nil, shaanxi, "2026-01-01"),
    },
  },
}
