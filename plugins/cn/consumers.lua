-- The provincial consumer organisations, which may bring public-interest suits. Known by name only, hence look-ups.

local provinces = require("provinces")

local names = {
  ["CN-BJ"] = "北京市消费者协会",
  ["CN-TJ"] = "天津市消费者协会",
  ["CN-HE"] = "河北省消费者权益保护委员会",
  ["CN-SX"] = "山西省消费者协会",
  ["CN-NM"] = "内蒙古消费者协会",
  ["CN-LN"] = "辽宁省消费者协会",
  ["CN-JL"] = "吉林省消费者协会",
  ["CN-HL"] = "黑龙江省消费者协会",
  ["CN-SH"] = "上海市消费者权益保护委员会",
  ["CN-JS"] = "江苏省消费者权益保护委员会",
  ["CN-ZJ"] = "浙江省消费者权益保护委员会",
  ["CN-AH"] = "安徽省消费者权益保护委员会",
  ["CN-FJ"] = "福建省消费者权益保护委员会",
  ["CN-JX"] = "江西省消费者权益保护委员会",
  ["CN-SD"] = "山东省消费者协会",
  ["CN-HA"] = "河南省消费者协会",
  ["CN-HB"] = "湖北省消费者委员会",
  ["CN-HN"] = "湖南省消费者权益保护委员会",
  ["CN-GD"] = "广东省消费者委员会",
  ["CN-GX"] = "广西消费者权益保护委员会",
  ["CN-HI"] = "海南省消费者委员会",
  ["CN-CQ"] = "重庆市消费者权益保护委员会",
  ["CN-SC"] = "四川省消费者权益保护委员会",
  ["CN-GZ"] = "贵州省消费者协会",
  ["CN-YN"] = "云南省消费者协会",
  ["CN-XZ"] = "西藏消费者协会",
  ["CN-SN"] = "陕西省消费者协会",
  ["CN-GS"] = "甘肃省消费者协会",
  ["CN-QH"] = "青海省消费者协会",
  ["CN-NX"] = "宁夏消费者协会",
  ["CN-XJ"] = "新疆消费者协会",
}

return function(region)
  local province, name = provinces[region], names[region]
  if not province or not name then
    return nil
  end
  return {
    {
      look_up = { zh = name, en = "The consumer organisation of " .. province.en .. " (" .. name .. ")" },
      note = {
        zh = "名称没有核实，打12315可以问到它现在的名称和联系方式。",
        en = "The name was not checked; 12315 can tell you its present name and how to reach it.",
      },
    },
  }
end
