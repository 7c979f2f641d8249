"""Files for office programs: documents, slides and spreadsheets, of real text that can be edited."""
