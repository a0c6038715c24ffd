"""Views: from a network to the plot that shows it."""
