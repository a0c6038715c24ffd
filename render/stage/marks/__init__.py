"""What shows marks on a figure, in the module of the mark's name."""
