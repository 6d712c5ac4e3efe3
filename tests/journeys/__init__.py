"""One story across three agencies each, told through the pages in a real browser, and the pictures of the guide."""
