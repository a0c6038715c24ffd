"""Making: which files a scene is made into, by which processes, and when."""
