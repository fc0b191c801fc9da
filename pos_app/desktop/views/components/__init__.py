"""The pieces screens are built from. Each takes the  ``kit.Kit`` it paints with."""
