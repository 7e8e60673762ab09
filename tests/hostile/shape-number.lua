-- A number is returned.
return 7
