-- Letters of the tag block.
return {
  channels = function(authority, case)
    return { { phone = "110", name = "a\u{e0041}" } }
  end,
}
