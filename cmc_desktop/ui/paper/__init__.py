"""Paper on the screen: previews that show what will be printed, and printing itself."""
