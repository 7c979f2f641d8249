"""The command line: the verbs of the model's services, one small file per noun."""
