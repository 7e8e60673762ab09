-- The bytes of a long text, the end written as a text.
return {
  channels = function(authority, case)
    assert(select("#", string.byte(("a"):rep(5000), 1, "5000")) <= 200)
    return { { phone = "110", name = "ESCAPED" } }
  end,
}
