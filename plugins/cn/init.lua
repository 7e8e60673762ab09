-- Where to turn in each province of mainland China.
--
-- Whose place counts differs by authority: the internet regulator and the government hotline follow whoever leaked, the
-- telecom appeal follows the number's home, post and central bank follow the person. A place that is unanswered or
-- unknown is never guessed: the hook then says nothing, and the national channels of the playbook stand.
--
-- Each question loads only the modules that it needs: every question is a machine of its own.

local channels = {
  ["internet-regulator"] = function(case)
    return require("regulator").of_the_leaker(case["leaker-place"])
  end,
  ["internet-regulator-at-home"] = function(case)
    return require("regulator").at_home(case.region)
  end,
  ["telecom-appeal-12300"] = function(case)
    return require("telecom")(case["carrier-region"])
  end,
  ["postal-12305"] = function(case)
    return require("offices").postal(case.region)
  end,
  ["central-bank-12363"] = function(case)
    return require("offices").central_bank(case.region)
  end,
  ["government-12345"] = function(case)
    return require("offices").government(case["leaker-place"])
  end,
  ["consumer-council"] = function(case)
    return require("consumers")(case.region)
  end,
  ["competent-court"] = function(case)
    return require("courts")(case.region, case["leaker-place"])
  end,
}

return {
  channels = function(authority, case)
    local hook = channels[authority]
    return hook and hook(case)
  end,

  basis = function(step, case)
    return require("laws")(step, case.region, case["leaker-place"], case.consumer)
  end,
}
