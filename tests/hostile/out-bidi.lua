-- A text that turns around.
return {
  channels = function(authority, case)
    return { { phone = "110", name = "a\u{202e}b" } }
  end,
}
