"""Tables, the database and the questions put to it."""
