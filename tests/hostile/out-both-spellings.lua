-- One field in two spellings.
return {
  channels = function(authority, case)
    return { { in_person = "here", ["in-person"] = "there" } }
  end,
}
