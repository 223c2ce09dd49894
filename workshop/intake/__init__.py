"""Tables as people have them, taken as notes: which columns, which rows, which category and group."""
