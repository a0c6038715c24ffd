"""What shows marks on a figure: in the module of a mark's name, artists and legend."""
