-- Ten thousand comparisons of megabytes, again and again.
return {
  channels = function(authority, case)
    local one = ("a"):rep(1048576)
    local other = one .. "b"
    one = one .. "a"
    local list = {}
    while true do
      for n = 1, 10000 do
        list[n] = n % 2 == 0 and one or other
      end
      table.sort(list)
    end
  end,
}
