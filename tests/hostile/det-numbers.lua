-- Numbers are written alike.
return {
  channels = function(authority, case)
    return { { phone = "110", name = 0.1 + 0.2 .. " " .. 1e15 .. " " .. 2 ^ 53 .. " " .. 1 / 3 .. " " .. 0 / 0 .. " " .. -1 / 0 .. " " .. string.format("%.14g %5.1f", 1 / 3, 2 / 3) } }
  end,
}
