# What the command line says. Counts come with their noun so that every language can choose its plural.

count-pages = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
