"""The consolidated report: the record of a workshop laid out as files, one writer a format."""
