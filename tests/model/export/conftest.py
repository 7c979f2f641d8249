"""Its being here lets the tests in the folders below find what they share: `printed`, `reader`."""
