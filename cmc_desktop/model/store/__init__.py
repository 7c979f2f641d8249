"""The only SQL: a library is a database that holds many canvases."""
