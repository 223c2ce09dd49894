"""The two fonts of the reports and how their sizes compare."""

OFFICE_FONT = "TH SarabunPSK"  # what Thai offices have and expect, at 16 points
EMBEDDED_FONT = "Sarabun"  # free to embed, from the package fontpkg-sarabun
WIDTH_RATIO = 1.54  # measured: the same text in Sarabun is so many times as wide as in TH SarabunPSK
