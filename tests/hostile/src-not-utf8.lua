-- ÿş
return {}
