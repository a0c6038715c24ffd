"""Making: the files of scenes, made by one process or many, and only if needed."""
