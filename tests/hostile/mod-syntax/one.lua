return {

  x = = 1
}
