-- Police forces that cover a whole nation. England and Wales have many: there the playbook's own channels stand.

local forces = {
  ["GB-SCT"] = {
    name = "Police Scotland",
    {
      phone = "101",
      note = "Danger now? Dial 999 instead.",
      source = {
        url = "https://www.wired-gov.net/wg/news.nsf/articles/report+fraud+service+goes+live+04122025143000?open",
        kind = "secondary",
      },
      verified = "2025-12-04",
    },
  },
  ["GB-NIR"] = {
    name = "Police Service of Northern Ireland (PSNI)",
    {
      phone = "101",
      note = "Danger now? Dial 999 instead.",
    },
  },
}

return function(region)
  return forces[region]
end
