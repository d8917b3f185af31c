"""What people receive: the annual report's tables, the MAECC packs, the blank templates."""
