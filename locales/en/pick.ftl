### Choosing what is remembered: the tree, what is linked but not shared, and changing the choice later.
