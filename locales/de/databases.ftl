### Databases as tables and boards: sorting, filters, saved views, CSV.
