"""How pictures look: colours, sizes of type, widths of lines."""
