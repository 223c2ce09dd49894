"""The year: directives of the department and the answers of its units, which travel as signed files."""
