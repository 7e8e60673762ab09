-- A tree of pcalls that each branch twice.
return {
  channels = function(authority, case)
    local function tree(n)
      pcall(tree, n + 1)
      pcall(tree, n + 1)
    end
    tree(0)
    return { { phone = "110", name = "ESCAPED" } }
  end,
}
