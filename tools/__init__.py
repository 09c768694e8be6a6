"""What the project runs on itself: recheck, faults, other surroundings, stored experiments."""
