"""Evidence: files that stream into content-addressed storage, the seven classes of material (17号第六条), and what is missing."""
