"""Accessible PDF (PDF/UA-1) to print: workbooks, theme sheets and the path as a poster."""

from toimintamalli_pdf.generator import PdfGenerator

generator = PdfGenerator()
