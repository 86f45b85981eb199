// Replaced when the folder gets its first file.
