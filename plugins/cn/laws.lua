-- Provincial law that gives the person more than the national law.
--
-- Only where province, article and text were seen. The mirror of provincial law is undated and was found to hold an
-- older text for Shanghai, so nothing here is called verified.

local shandong_32 = {
  title = { zh = "山东省消费者权益保护条例", en = "Shandong Regulations on the Protection of Consumer Rights and Interests" },
  article = { zh = "第三十二条", en = "article 32" },
  source = { url = "https://flk.npc.gov.cn", kind = "mirror" },
}

-- A business must delete on the consumer's request, and tell consumers of a leak in time.
local steps = {
  ["ask-breach-info"] = { ["CN-SD"] = shandong_32 },
  ["demand-delete-stop"] = { ["CN-SD"] = shandong_32 },
}

-- It protects what is bought within the province. Where both sides are there, the purchase was.
return function(step, home, leaker, consumer)
  local by_region = steps[step]
  if not by_region or consumer ~= true or home ~= leaker then
    return nil
  end
  local law = by_region[home]
  return law and { law }
end
