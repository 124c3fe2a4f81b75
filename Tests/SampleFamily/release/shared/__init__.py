"""What the sample family's recipes share; grow.py copies this folder into each of them."""
