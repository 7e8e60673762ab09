-- A mistake.
return {
  channels = function(
}
