"""The tables, the database and its fast SQL."""
