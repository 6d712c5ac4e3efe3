"""Version 1: one file per resource, the same acts as the screen."""
