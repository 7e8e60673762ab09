-- A language that is none.
return {
  channels = function(authority, case)
    return { { phone = "110", name = { ["<script>"] = "x" } } }
  end,
}
