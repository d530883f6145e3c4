### Living in the memory: filters of the search, earlier versions of a page, forgetting one.
