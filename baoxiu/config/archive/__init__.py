"""A backup: one .tar file with the database, the files and a manifest that can prove it is whole."""
