"""The way back of the exceptions workbook: read, checked, posted, answered; what it taught. Never a matching rule."""
