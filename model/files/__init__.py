"""Files of networks: a module for each kind of file."""
