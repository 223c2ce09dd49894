"""Official letters of an office: what stands in them, their measures, and a writer for DOCX and for PDF."""
