"""What happened to the family; growing/family.py has the words."""
