"""The verbs of the application, used alike by the windows and by the command line."""
