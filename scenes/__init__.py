"""Scene scripts: a scene is a variable of one of these modules, and is found there."""
