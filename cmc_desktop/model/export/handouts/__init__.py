"""What is handed out on paper: one module for each part of the kit, each gives pages."""
