-- ‮ } {
return {}
