"""Lists filtered by what a reader knows: city, year, tag, speaker, kind of material."""
