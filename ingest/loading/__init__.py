"""From sources to the home: files, archives and addresses, each read in a process of its own."""
