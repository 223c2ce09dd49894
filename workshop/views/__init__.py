"""What readers see: boards, phones, the record of a workshop. Nothing here writes."""
