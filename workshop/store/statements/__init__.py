"""The SQL that runs many times a second or under the write lock, by subject; named by what it reads or writes.

A Ready statement is compiled once and executed by the driver; the others go through SQLAlchemy, which returns objects
or takes lists.
"""
