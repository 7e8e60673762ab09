-- The thirty-one provinces: what they are called, and the area code of their capital.
--
-- `city` is the capital where the area code is not that of the whole province; the four municipalities have none.
-- `icp` is the character that opens the filing number (ICP) of every website and app filed there.

return {
  ["CN-BJ"] = { zh = "北京市", en = "Beijing", code = "010", icp = "京" },
  ["CN-TJ"] = { zh = "天津市", en = "Tianjin", code = "022", icp = "津" },
  ["CN-HE"] = { zh = "河北省", en = "Hebei", code = "0311", icp = "冀", city = { zh = "石家庄", en = "Shijiazhuang" } },
  ["CN-SX"] = { zh = "山西省", en = "Shanxi", code = "0351", icp = "晋", city = { zh = "太原", en = "Taiyuan" } },
  ["CN-NM"] = { zh = "内蒙古自治区", en = "Inner Mongolia", code = "0471", icp = "蒙", city = { zh = "呼和浩特", en = "Hohhot" } },
  ["CN-LN"] = { zh = "辽宁省", en = "Liaoning", code = "024", icp = "辽", city = { zh = "沈阳", en = "Shenyang" } },
  ["CN-JL"] = { zh = "吉林省", en = "Jilin", code = "0431", icp = "吉", city = { zh = "长春", en = "Changchun" } },
  ["CN-HL"] = { zh = "黑龙江省", en = "Heilongjiang", code = "0451", icp = "黑", city = { zh = "哈尔滨", en = "Harbin" } },
  ["CN-SH"] = { zh = "上海市", en = "Shanghai", code = "021", icp = "沪" },
  ["CN-JS"] = { zh = "江苏省", en = "Jiangsu", code = "025", icp = "苏", city = { zh = "南京", en = "Nanjing" } },
  ["CN-ZJ"] = { zh = "浙江省", en = "Zhejiang", code = "0571", icp = "浙", city = { zh = "杭州", en = "Hangzhou" } },
  ["CN-AH"] = { zh = "安徽省", en = "Anhui", code = "0551", icp = "皖", city = { zh = "合肥", en = "Hefei" } },
  ["CN-FJ"] = { zh = "福建省", en = "Fujian", code = "0591", icp = "闽", city = { zh = "福州", en = "Fuzhou" } },
  ["CN-JX"] = { zh = "江西省", en = "Jiangxi", code = "0791", icp = "赣", city = { zh = "南昌", en = "Nanchang" } },
  ["CN-SD"] = { zh = "山东省", en = "Shandong", code = "0531", icp = "鲁", city = { zh = "济南", en = "Jinan" } },
  ["CN-HA"] = { zh = "河南省", en = "Henan", code = "0371", icp = "豫", city = { zh = "郑州", en = "Zhengzhou" } },
  ["CN-HB"] = { zh = "湖北省", en = "Hubei", code = "027", icp = "鄂", city = { zh = "武汉", en = "Wuhan" } },
  ["CN-HN"] = { zh = "湖南省", en = "Hunan", code = "0731", icp = "湘", city = { zh = "长沙", en = "Changsha" } },
  ["CN-GD"] = { zh = "广东省", en = "Guangdong", code = "020", icp = "粤", city = { zh = "广州", en = "Guangzhou" } },
  ["CN-GX"] = { zh = "广西壮族自治区", en = "Guangxi", code = "0771", icp = "桂", city = { zh = "南宁", en = "Nanning" } },
  ["CN-HI"] = { zh = "海南省", en = "Hainan", code = "0898", icp = "琼", city = { zh = "海口", en = "Haikou" } },
  ["CN-CQ"] = { zh = "重庆市", en = "Chongqing", code = "023", icp = "渝" },
  ["CN-SC"] = { zh = "四川省", en = "Sichuan", code = "028", icp = "川", city = { zh = "成都", en = "Chengdu" } },
  ["CN-GZ"] = { zh = "贵州省", en = "Guizhou", code = "0851", icp = "贵", city = { zh = "贵阳", en = "Guiyang" } },
  ["CN-YN"] = { zh = "云南省", en = "Yunnan", code = "0871", icp = "云", city = { zh = "昆明", en = "Kunming" } },
  ["CN-XZ"] = { zh = "西藏自治区", en = "Tibet", code = "0891", icp = "藏", city = { zh = "拉萨", en = "Lhasa" } },
  ["CN-SN"] = { zh = "陕西省", en = "Shaanxi", code = "029", icp = "陕", city = { zh = "西安", en = "Xi'an" } },
  ["CN-GS"] = { zh = "甘肃省", en = "Gansu", code = "0931", icp = "甘", city = { zh = "兰州", en = "Lanzhou" } },
  ["CN-QH"] = { zh = "青海省", en = "Qinghai", code = "0971", icp = "青", city = { zh = "西宁", en = "Xining" } },
  ["CN-NX"] = { zh = "宁夏回族自治区", en = "Ningxia", code = "0951", icp = "宁", city = { zh = "银川", en = "Yinchuan" } },
  ["CN-XJ"] = { zh = "新疆维吾尔自治区", en = "Xinjiang", code = "0991", icp = "新", city = { zh = "乌鲁木齐", en = "Urumqi" } },
}
